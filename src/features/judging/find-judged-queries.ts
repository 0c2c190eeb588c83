import type { Ctx } from '#core/context.ts';
import { reviewsInScope as annualReviewsInScope, mayReadDraft } from '#features/annual-reviews/index.ts';
import { mayReadReview, reviewsInScope } from '#features/reviews/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type Judged, judgedIn, within } from './judged-queries.ts';

/** Every judgement and theme of a year at the reader's schools. */
export async function judgedInYear(ctx: Ctx, academicYear: number): Promise<Judged[]> {
  const annual = (await annualReviewsInScope(ctx, { academicYear })).filter((review) => review.state !== 'withdrawn');
  const others = (await reviewsInScope(ctx, { academicYear })).filter(
    (review) => review.state !== 'cancelled' && mayReadReview(ctx.actor, review).allowed,
  );
  return await judgedIn(ctx, annual, others, {});
}

/** One judgement of an Annual Review; `NotFound` where its draft is not open to the reader. */
export async function findJudgement(
  ctx: Ctx,
  which: { id: string } | { reviewId: string; areaCode: string },
): Promise<Judged> {
  const inside = within(ctx, 'annual-review:read-draft');
  let reviewId = 'reviewId' in which ? which.reviewId : null;
  if ('id' in which) {
    const row = await ctx.db.selectFrom('judgement').select('review_id').where('id', '=', which.id).executeTakeFirst();
    reviewId = row?.review_id ?? null;
  }
  const annual = reviewId === null ? [] : await annualReviewsInScope(inside, { reviewIds: [reviewId] });
  const open = annual.filter((review) => mayReadDraft(ctx.actor, review).allowed);
  const [found] = (await judgedIn(inside, open, [], 'id' in which ? { judgementIds: [which.id] } : {})).filter(
    (one) => 'id' in which || one.area.code === which.areaCode,
  );
  if (!found) throw new NotFound();
  return found;
}

/** One theme of a review that the reader may open; anything else is `NotFound`. */
export async function findTheme(ctx: Ctx, themeId: string): Promise<Judged> {
  const inside = within(ctx, 'review:read');
  const row = await ctx.db
    .selectFrom('qa_review_theme')
    .select('review_id')
    .where('id', '=', themeId)
    .executeTakeFirst();
  const others = row ? await reviewsInScope(inside, { reviewIds: [row.review_id] }) : [];
  const open = others.filter((review) => mayReadReview(ctx.actor, review).allowed);
  const [found] = await judgedIn(inside, [], open, { themeIds: [themeId] });
  if (!found) throw new NotFound();
  return found;
}
