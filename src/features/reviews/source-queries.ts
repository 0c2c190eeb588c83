import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceSource } from '#core/evidence/sources.ts';
import { qaReviewPaths } from './paths.ts';
import { isOfReview } from './policy.ts';
import { readableReviews } from './queries.ts';
import './tables.ts';

/** The activity that a piece of evidence is the record of, with the way to it for its team and to its review for others who may open it. */
export async function sourceOfActivity(ctx: Ctx, activityId: string): Promise<EvidenceSource | null> {
  const activity = await ctx.db
    .selectFrom('qa_review_activity')
    .select(['id', 'review_id'])
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', activityId)
    .executeTakeFirst();
  if (!activity) return null;
  const [review] = await readableReviews(ctx, { reviewIds: [activity.review_id] });
  if (!review) return null;
  const href = isOfReview(ctx.actor, review)
    ? qaReviewPaths.activity(review.id, activity.id)
    : qaReviewPaths.review(review.id);
  return { label: `An activity of the review ${review.title}`, href };
}
