import { type Ctx, onceInARead } from '#core/context.ts';
import type { PlanContent, ProgressRow, ReviewRow } from './content.ts';
import { standingContent } from './content-queries.ts';
import { factsOf, nameAmong } from './fact-queries.ts';
import { datesFor, listPlans, type PlanTiming, type PlanWithSchool, timingOf, type Which } from './queries.ts';
import { loadStanding } from './row-queries.ts';
import type { PlanFacts } from './rules.ts';
import type { ProgressRag } from './tables.ts';

export type PlanSummary = {
  /** A withheld plan is a draft without parts to the reader, who is told that it is being written and by when it is due. */
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

/** Some plans of the reader’s scope with where they stand and what is due of them: two queries, however many schools there are. */
export function summarisePlans(ctx: Ctx, which: Which = {}): Promise<PlanSummary[]> {
  const key = JSON.stringify([ctx.scope, which.academicYear, which.schoolId]);
  return onceInARead(ctx, `plans ${key}`, () => readSummaries(ctx, which));
}

async function readSummaries(ctx: Ctx, which: Which): Promise<PlanSummary[]> {
  const { plans, people, rows } = await loadStanding(ctx, listPlans(ctx, which));
  const name = nameAmong(people);
  const newest = new Map(rows.progress.map((row) => [row.criterion_id, row]));
  const datesOf = await datesFor(ctx, plans);
  const newestOf = (criterionId: string) => newest.get(criterionId) ?? null;
  return plans.map((plan) => {
    const facts = factsOf(plan, rows, name);
    const content = standingContent(rows, plan.id);
    const overdue = content.actions.filter(
      (row) => row.done_on === null && row.due_on && Temporal.PlainDate.compare(row.due_on, ctx.today) < 0,
    );
    return {
      plan,
      facts,
      content,
      timing: timingOf(ctx, plan, facts, rows.reviews, datesOf),
      ratings: countRatings(content, newestOf),
      newest: newestOf,
      lastReview: rows.reviews.findLast((review) => review.plan_id === plan.id) ?? null,
      overdueActions: overdue.length,
    };
  });
}
