import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { ActionRow, PlanRow, ProgressRow } from './content.ts';
import { fromWhat, toWhat, withUnit } from './content-rules.ts';
import { plansInScope } from './exports.ts';
import { loadPlan, type PlanView, within } from './queries.ts';

/** An entry of progress in words that are ready to print. */
export type ProgressEntry = {
  id: string;
  on: Temporal.PlainDate;
  rag: ProgressRow['rag'];
  value: string;
  reason: string;
  by: string;
};

export type RunningCriterion = {
  criterionId: string;
  objective: string;
  what: string;
  measure: 'number' | 'words';
  unit: string | null;
  from: string;
  to: string;
  byWhen: Temporal.PlainDate | null;
  owner: string;
  /** Every entry, the oldest first. */
  entries: ProgressEntry[];
};

/** A plan under which work goes on, with all that a meeting about it needs. */
export type RunningPlan = {
  plan: PlanRow;
  title: string;
  /** Work goes on when what it says is changed: the board has approved it, or the trust put it in place. Others must be signed again first. */
  runsOnWhenChanged: boolean;
  criteria: RunningCriterion[];
  /** Actions that are not done. */
  actions: { row: ActionRow; owner: string }[];
};

const entriesOf = (view: PlanView, criterionId: string, unit: string | null): ProgressEntry[] =>
  view.progress
    .filter((row) => row.criterion_id === criterionId)
    .map((row) => ({
      id: row.id,
      on: row.noted_on,
      rag: row.rag,
      value: [withUnit(row.value_number, unit), row.value_words ?? ''].filter(Boolean).join(', '),
      reason: row.reason,
      by: view.name(row.recorded_by),
    }));

function running(view: PlanView): RunningPlan {
  const { content } = view;
  return {
    plan: view.plan,
    title: `Action plan ${academicYearName(view.plan.academic_year)}`,
    runsOnWhenChanged: view.timing.standing.approval !== null || view.plan.basis === 'imposed',
    criteria: content.criteria.map((row) => ({
      criterionId: row.id,
      objective: content.objectives.find((objective) => objective.id === row.objective_id)?.text ?? '',
      what: row.what,
      measure: row.measure,
      unit: row.unit,
      from: fromWhat(row),
      to: toWhat(row),
      byWhen: row.by_when,
      owner: view.owner(row),
      entries: entriesOf(view, row.id, row.unit),
    })),
    actions: content.actions.filter((row) => row.done_on === null).map((row) => ({ row, owner: view.owner(row) })),
  };
}

/** The plans of a school under which work goes on and that the reader may open, the newest first. */
export async function runningPlans(ctx: Ctx, schoolId: string): Promise<RunningPlan[]> {
  const found = (await plansInScope(ctx, { schoolId })).filter((plan) => plan.running && !plan.withheld);
  const plans: RunningPlan[] = [];
  for (const { planId } of found) plans.push(running(await loadPlan(within(ctx, 'plan:read'), planId)));
  return plans.toSorted((a, b) => b.plan.academic_year - a.plan.academic_year);
}
