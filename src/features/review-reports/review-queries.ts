import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import { reviewsInScope } from '#features/reviews/index.ts';
import './tables.ts';

/** Reviews of the reader's scope whose evidence is complete and of which no report has been begun, the newest first. Callers ask the policy of each. */
export async function withoutReport(ctx: Ctx) {
  const reviews = await reviewsInScope(ctx, { states: ['gathered'] });
  if (reviews.length === 0) return [];
  const begun = await ctx.db
    .selectFrom('review_report')
    .select('qa_review_id')
    .where(sql<boolean>`qa_review_id = any(${reviews.map((review) => review.id)}::uuid[])`)
    .execute();
  return reviews.filter((review) => !begun.some((row) => row.qa_review_id === review.id));
}
