import type { Ctx } from '#core/context.ts';
import { isWithheld } from './draft-queries.ts';
import './tables.ts';

/** Where a finding of a review stands in a plan. */
export type FindingLine = {
  findingId: string;
  planId: string;
  academicYear: number;
  /** The plan is still being written and the reader may not open it. */
  withheld: boolean;
  /** How many of its actions are done, of how many. */
  actionsDone: number;
  actions: number;
  /** Why it was taken out of the plan again; null while it is in. */
  removedWhy: string | null;
};

/** What plans carry of these findings, the newest last. The caller has found the findings inside the reader's scope. */
export async function linesOfFindings(ctx: Ctx, findingIds: readonly string[]): Promise<FindingLine[]> {
  if (findingIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('plan_issue as i')
    .innerJoin('action_plan', 'action_plan.id', 'i.plan_id')
    .select((eb) => {
      const actions = eb
        .selectFrom('plan_action as a')
        .innerJoin('plan_objective as o', 'o.id', 'a.objective_id')
        .select((one) => one.fn.countAll<number>().as('number'))
        .whereRef('o.issue_id', '=', 'i.id')
        .where('a.removed_at', 'is', null)
        .where('o.removed_at', 'is', null);
      return [
        'i.review_finding_id',
        'i.plan_id',
        'i.removed_why',
        'action_plan.academic_year',
        isWithheld(ctx, 'action_plan').as('withheld'),
        actions.as('actions'),
        actions.where('a.done_on', 'is not', null).as('actions_done'),
      ];
    })
    .where('i.review_finding_id', 'in', [...findingIds])
    .orderBy('i.added_at')
    .orderBy('i.id')
    .execute();
  return rows.map((row) => ({
    findingId: row.review_finding_id ?? '',
    planId: row.plan_id,
    academicYear: row.academic_year,
    withheld: row.withheld,
    actionsDone: row.actions_done ?? 0,
    actions: row.actions ?? 0,
    removedWhy: row.removed_why,
  }));
}
