import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { type Activity, findActivity } from '../activity-queries.ts';
import type { QaReview } from '../queries.ts';
import { lockReview } from './lock-review.ts';

/** Locks the review of an activity, then the activity. */
export async function lockActivity(
  ctx: Ctx,
  tx: Write,
  activityId: string,
  reviewId?: string,
): Promise<{ review: QaReview; activity: Activity }> {
  const row = await tx.db
    .selectFrom('qa_review_activity')
    .select(['review_id'])
    .where('id', '=', activityId)
    .executeTakeFirst();
  if (!row || (reviewId !== undefined && row.review_id !== reviewId)) throw new NotFound();
  const review = await lockReview(ctx, tx, row.review_id);
  return { review, activity: await findActivity(ctx, review.id, activityId) };
}

/** Refuses an activity that has been recorded or cancelled. */
export function requireUnrecorded(activity: Activity): void {
  if (activity.cancelled_at !== null)
    throw new Invalid([{ field: '', message: `“${activity.title}” has been cancelled` }]);
  if (activity.recorded_at !== null)
    throw new Invalid([{ field: '', message: `“${activity.title}” has been recorded already` }]);
}
