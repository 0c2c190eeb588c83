import { termInYear } from '#core/academic-year/rules.ts';
import { hasRole, holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { contentBlockers, fromWhat, hasOwner, short, toWhat, withUnit } from './content-rules.ts';
import { actionPlanPaths } from './paths.ts';
import {
  mayDeclareReady,
  mayPutInPlace,
  mayRecommend,
  mayRecordDecision,
  mayReviewPlan,
  maySignPlan,
  signingSide,
} from './policy.ts';
import { loadPlan, type Which, within } from './queries.ts';
import { recommendationBlockers } from './recommend-rules.ts';
import { basisNames, stateNames } from './rules.ts';
import { type PlanSummary, summarisePlans } from './summary-queries.ts';
import { type SupportLine, type SupportTotals, supportLines, totalSupport } from './support-queries.ts';

/** What another feature shows of a plan, in words that are ready to print. */
export type PlanInScope = {
  planId: string;
  schoolId: string;
  schoolName: string;
  academicYear: number;
  basis: PlanSummary['plan']['basis'];
  basisInWords: string;
  state: PlanSummary['timing']['standing']['state'];
  stateInWords: string;
  running: boolean;
  /** The plan is still being written and the reader may not open it: nothing of what it says is here, and `href` leads to the list of plans. */
  withheld: boolean;
  approval: PlanSummary['timing']['approval'];
  reviewDue: PlanSummary['timing']['reviewDue'];
  ratings: PlanSummary['ratings'];
  overdueActions: number;
  lastReview: { decision: string; overall: string; reviewedOn: Temporal.PlainDate } | null;
  href: string;
};

/** All that is said of a plan to those who cannot open it yet. */
function beingWrittenWords({ deadline, late }: PlanSummary['timing']['approval']): string {
  return `A plan is being written${late ? '; it was' : ','} due by ${longDate(deadline.on)}`;
}

function shown(summary: PlanSummary): PlanInScope {
  const { plan, timing, lastReview } = summary;
  const { withheld } = plan;
  return {
    planId: plan.id,
    schoolId: plan.school_id,
    schoolName: plan.school_name,
    academicYear: plan.academic_year,
    basis: plan.basis,
    basisInWords: basisNames[plan.basis],
    state: timing.standing.state,
    stateInWords: withheld ? beingWrittenWords(timing.approval) : stateNames[timing.standing.state],
    running: timing.standing.running,
    withheld,
    approval: timing.approval,
    reviewDue: timing.reviewDue,
    ratings: summary.ratings,
    overdueActions: summary.overdueActions,
    lastReview: lastReview
      ? { decision: lastReview.decision, overall: lastReview.overall, reviewedOn: lastReview.reviewed_on }
      : null,
    href: withheld ? actionPlanPaths.list() : actionPlanPaths.plan(plan.id),
  };
}

/** The plans that the reader may see: of one academic year, or the current ones and every older one that is not closed; of one school where given. */
export async function plansInScope(ctx: Ctx, which: Which = {}): Promise<PlanInScope[]> {
  return (await summarisePlans(within(ctx, 'plan:read'), which)).map(shown);
}

/** Plans whose approval by the board was due before today and has not come. */
export async function latePlans(ctx: Ctx): Promise<PlanInScope[]> {
  return (await plansInScope(ctx)).filter((plan) => plan.approval.late);
}

export type CriterionProgress = {
  criterionId: string;
  objective: string;
  what: string;
  from: string;
  to: string;
  byWhen: Temporal.PlainDate | null;
  owner: string;
  last: {
    on: Temporal.PlainDate;
    rag: 'red' | 'amber' | 'green' | 'blue';
    value: string;
    reason: string;
    by: string;
  } | null;
};

/** Every criterion of a plan with its newest progress entry, in the plan’s order. `NotFound` outside the reader’s scope. */
export async function planProgress(ctx: Ctx, planId: string): Promise<CriterionProgress[]> {
  const view = await loadPlan(within(ctx, 'plan:read'), planId);
  return view.content.criteria.map((row) => {
    const last = view.newest(row.id);
    return {
      criterionId: row.id,
      objective: view.content.objectives.find((objective) => objective.id === row.objective_id)?.text ?? '',
      what: row.what,
      from: fromWhat(row),
      to: toWhat(row),
      byWhen: row.by_when,
      owner: view.owner(row),
      last: last && {
        on: last.noted_on,
        rag: last.rag,
        reason: last.reason,
        by: view.name(last.recorded_by),
        value: [withUnit(last.value_number, row.unit), last.value_words ?? ''].filter(Boolean).join(', '),
      },
    };
  });
}

/** The support of the Trust Action Plan inside the reader’s scope (of one school where given), with its totals in whole pence and half days. */
export async function trustSupport(
  ctx: Ctx,
  schoolId?: string,
): Promise<{ lines: SupportLine[]; totals: SupportTotals }> {
  const lines = await supportLines(within(ctx, 'trust-plan:read'), schoolId);
  return { lines, totals: totalSupport(lines) };
}

/** Something that waits for the person who is signed in. */
export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

function waitingStep(ctx: Ctx, summary: PlanSummary): Waiting[] {
  const { plan, facts, timing, content } = summary;
  const { standing, approval } = timing;
  const detail = approval.words;
  const dueOn = approval.deadline.on;
  const step = (title: string, href: string): Waiting[] => [
    { title: `${title}: ${plan.school_name}`, detail, href, dueOn },
  ];
  if (standing.state === 'closed') return [];
  if (standing.state === 'recommended') {
    return mayRecordDecision(ctx.actor).allowed
      ? step('Record the board’s decision on the action plan', actionPlanPaths.decision(plan.id))
      : [];
  }
  if (!standing.prepared) {
    const side = signingSide(ctx.actor, plan);
    const open = contentBlockers(content, ctx.today, standing.approval !== null).length;
    if (open > 0) {
      // Whoever answers for the plan writes it: the head, or after a 4 the Executive Principal.
      const writes = plan.basis === 'imposed' ? mayRecommend(ctx.actor).allowed : side === 'school';
      return writes ? step('Write the action plan', actionPlanPaths.plan(plan.id)) : [];
    }
    const unsigned = side === 'school' ? !standing.schoolSigned : !standing.trustSigned;
    if (plan.basis === 'agreed')
      return maySignPlan(ctx.actor, plan).allowed && unsigned
        ? step('Sign the action plan', actionPlanPaths.agree(plan.id))
        : [];
    if (plan.basis === 'imposed')
      return mayPutInPlace(ctx.actor, plan).allowed
        ? step('Put the action plan in place', actionPlanPaths.agree(plan.id))
        : [];
    return side === 'school' && mayDeclareReady(ctx.actor, plan).allowed
      ? step('Declare the action plan ready', actionPlanPaths.agree(plan.id))
      : [];
  }
  if (standing.state === 'in_force' || !mayRecommend(ctx.actor).allowed) return [];
  return recommendationBlockers(facts, content, ctx.today).length === 0
    ? step('Recommend the action plan to the board', actionPlanPaths.recommend(plan.id))
    : [];
}

function waitingReview(ctx: Ctx, { plan, timing }: PlanSummary): Waiting[] {
  const { reviewDue } = timing;
  const soon = ctx.today.add({ days: 28 });
  // The review waits for the Executive Principal, who answers for it; a head sees it for the own school.
  const answers = hasRole(ctx.actor, 'executive_principal') || signingSide(ctx.actor, plan) === 'school';
  if (
    !reviewDue ||
    !answers ||
    !mayReviewPlan(ctx.actor, plan).allowed ||
    Temporal.PlainDate.compare(reviewDue.on, soon) > 0
  )
    return [];
  const detail = `${reviewDue.overdue ? 'Overdue: it was due' : 'Due'} by ${longDate(reviewDue.on)}, for the ${termInYear(reviewDue.term, reviewDue.academicYear)}`;
  return [
    {
      title: `Review the action plan: ${plan.school_name}`,
      detail,
      href: actionPlanPaths.review(plan.id),
      dueOn: reviewDue.on,
    },
  ];
}

function waitingWork(ctx: Ctx, summary: PlanSummary): Waiting[] {
  const { plan, content, timing, newest } = summary;
  if (timing.standing.state === 'closed') return [];
  const mine = (row: { owner_id: string | null }) => row.owner_id === ctx.actor.personId;
  const passed = (day: Temporal.PlainDate | null): day is Temporal.PlainDate =>
    day !== null && Temporal.PlainDate.compare(day, ctx.today) < 0;
  const head = signingSide(ctx.actor, plan) === 'school';
  const actions = content.actions.flatMap((row) =>
    mine(row) && row.done_on === null && passed(row.due_on)
      ? [
          {
            title: `Action overdue: ${short(row.what)}`,
            detail: `${plan.school_name}. It was due on ${longDate(row.due_on)}.`,
            href: actionPlanPaths.plan(plan.id),
            dueOn: row.due_on,
          },
        ]
      : [],
  );
  const criteria = content.criteria.flatMap((row) =>
    (mine(row) || (head && !hasOwner(row))) && passed(row.by_when) && newest(row.id)?.rag !== 'blue'
      ? [
          {
            title: `The day for a criterion has passed: ${short(row.what)}`,
            detail: `${plan.school_name}. It was to come to ${short(toWhat(row))} by ${longDate(row.by_when)}.`,
            href: actionPlanPaths.plan(plan.id),
            dueOn: row.by_when,
          },
        ]
      : [],
  );
  return [...actions, ...criteria];
}

/** What of all plans waits for the person who is signed in: to sign, recommend, decide, review; and what they own that is overdue. */
export async function plansWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'plan:read')) return [];
  const summaries = await summarisePlans(within(ctx, 'plan:read'));
  return summaries.flatMap((summary) => [
    ...waitingStep(ctx, summary),
    ...waitingReview(ctx, summary),
    ...waitingWork(ctx, summary),
  ]);
}
