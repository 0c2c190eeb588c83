import type { Ctx } from '#core/context.ts';
import type { PlanContent, ProgressRow, ReviewRow } from './content.ts';
import { allParts, progressOf, reviewsOf, standingContent } from './content-queries.ts';
import { loadFacts } from './fact-queries.ts';
import { datesFor, listPlans, type PlanTiming, type PlanWithSchool, timingOf } from './queries.ts';
import type { PlanFacts } from './rules.ts';
import type { ProgressRag } from './tables.ts';

export type PlanSummary = {
  plan: PlanWithSchool;
  facts: PlanFacts;
  timing: PlanTiming;
  content: PlanContent;
  /** Criteria at each rating by their newest entry; `none` have no entry yet. */
  ratings: Record<ProgressRag | 'none', number>;
  newest: (criterionId: string) => ProgressRow | null;
  lastReview: ReviewRow | null;
  overdueActions: number;
};

/** How many criteria stand at each rating. */
export function countRatings(
  content: PlanContent,
  newest: (criterionId: string) => ProgressRow | null,
): Record<ProgressRag | 'none', number> {
  const counts = { green: 0, amber: 0, red: 0, blue: 0, none: 0 };
  for (const row of content.criteria) counts[newest(row.id)?.rag ?? 'none'] += 1;
  return counts;
}

/** Every plan of the reader’s scope with where it stands and what is due of it: a fixed number of queries, however many schools there are. */
export async function summarisePlans(ctx: Ctx, academicYear?: number): Promise<PlanSummary[]> {
  const plans = await listPlans(ctx, academicYear);
  const ids = plans.map((plan) => plan.id);
  const facts = await loadFacts(ctx, plans);
  const parts = await allParts(ctx, ids);
  const reviews = await reviewsOf(ctx, ids);
  const newest = new Map((await progressOf(ctx, ids)).map((row) => [row.criterion_id, row]));
  const datesOf = await datesFor(ctx, plans);
  const newestOf = (criterionId: string) => newest.get(criterionId) ?? null;
  return plans.flatMap((plan) => {
    const known = facts.get(plan.id);
    if (!known) return [];
    const content = standingContent(parts, plan.id);
    const overdue = content.actions.filter(
      (row) => row.done_on === null && row.due_on && Temporal.PlainDate.compare(row.due_on, ctx.today) < 0,
    );
    return [
      {
        plan,
        facts: known,
        content,
        timing: timingOf(ctx, plan, known, reviews, datesOf),
        ratings: countRatings(content, newestOf),
        newest: newestOf,
        lastReview: reviews.findLast((review) => review.plan_id === plan.id) ?? null,
        overdueActions: overdue.length,
      },
    ];
  });
}
