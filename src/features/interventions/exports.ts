import { hasRole } from '#core/access/actor.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type PlanInScope, plansInScope } from '#features/action-plans/index.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import type { Leadership } from './leadership-queries.ts';
import { isLed, type LeadershipState, leadershipWords } from './leadership-rules.ts';
import { interventionPaths } from './paths.ts';
import { mayRecordAuthority } from './policy.ts';
import { type Intervention, isOpen, within } from './queries.ts';
import { type Cause, causeInWords, type Response, responseWords } from './rules.ts';
import { standing } from './standing-queries.ts';

/** An intervention as another feature shows it, in words that are ready to print. */
export type ShownIntervention = {
  interventionId: string;
  schoolId: string;
  schoolName: string;
  academicYear: number;
  reviewId: string;
  response: Response;
  responseInWords: string;
  causes: readonly Cause[];
  causeInWords: string;
  planId: string;
  /** null where the reader may not see the plan, and for interventions of years in which none is open. */
  plan: PlanInScope | null;
  leaderships: readonly ShownLeadership[];
  open: boolean;
  openedOn: Temporal.PlainDate;
  /** Whole days since it was opened. */
  days: number;
  href: string;
};

/** A direct leadership as another feature shows it. */
export type ShownLeadership = {
  leadershipId: string;
  interventionId: string;
  schoolId: string;
  schoolName: string;
  aspect: string;
  leaderId: string;
  leader: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  exitCriteria: string;
  state: LeadershipState;
  stateInWords: string;
  href: string;
};

/** A leader from another school does not see the intervention itself; what they lead is told on the list. */
const whereTo = (ctx: Ctx, row: Leadership): string =>
  coversSchool(ctx.scope, row.school_id) ? interventionPaths.intervention(row.intervention_id) : interventionPaths.list;

const shownLeadership = (ctx: Ctx, row: Leadership): ShownLeadership => ({
  leadershipId: row.id,
  interventionId: row.intervention_id,
  schoolId: row.school_id,
  schoolName: row.school,
  aspect: row.aspect,
  leaderId: row.leader_id,
  leader: row.leader,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  exitCriteria: row.exit_criteria,
  state: row.state,
  stateInWords: leadershipWords[row.state],
  href: whereTo(ctx, row),
});

function shown(
  ctx: Ctx,
  row: Intervention,
  plans: readonly PlanInScope[],
  led: readonly ShownLeadership[],
): ShownIntervention {
  const openedOn = londonDate(row.opened_at);
  return {
    interventionId: row.id,
    schoolId: row.school_id,
    schoolName: row.school,
    academicYear: row.academic_year,
    reviewId: row.review_id,
    response: row.response,
    responseInWords: responseWords[row.response],
    causes: row.cause,
    causeInWords: causeInWords(row.cause),
    planId: row.plan_id,
    plan: plans.find((plan) => plan.planId === row.plan_id) ?? null,
    leaderships: led.filter((one) => one.interventionId === row.id),
    open: isOpen(row),
    openedOn,
    days: openedOn.until(ctx.today, { largestUnit: 'day' }).days,
    href: interventionPaths.intervention(row.id),
  };
}

/** The plans of the years in which an intervention is open. */
async function plansBehind(ctx: Ctx, rows: readonly Intervention[], schoolId?: string): Promise<PlanInScope[]> {
  const open = rows.filter(isOpen);
  if (open.length === 0) return [];
  const years = new Set(open.map((row) => row.academic_year));
  const plans = (await plansInScope(ctx, { schoolId })).filter((plan) => years.has(plan.academicYear));
  // A plan of an earlier year that is closed is not among those; the intervention may still be open.
  const known = new Set(plans.map((plan) => plan.planId));
  const earlier = new Set(open.filter((row) => !known.has(row.plan_id)).map((row) => row.academic_year));
  for (const academicYear of earlier) plans.push(...(await plansInScope(ctx, { academicYear, schoolId })));
  return plans;
}

/**
 * Every intervention of the reader's schools (of one of them where given) with its plan and what is led directly, the newest first. The number of queries
 * does not grow with them.
 */
export async function allInterventions(ctx: Ctx, schoolId?: string): Promise<ShownIntervention[]> {
  const here = within(ctx);
  if (!here) return [];
  const found = await standing(here, schoolId);
  const led = found.leaderships
    .filter((row) => coversSchool(here.scope, row.school_id))
    .map((row) => shownLeadership(here, row));
  const plans = await plansBehind(ctx, found.interventions, schoolId);
  return found.interventions.map((row) => shown(ctx, row, plans, led));
}

/** Interventions of the reader's schools (of one of them where given) that ask for something now. */
export async function openInterventions(ctx: Ctx, schoolId?: string): Promise<ShownIntervention[]> {
  return (await allInterventions(ctx, schoolId)).filter((one) => one.open);
}

/**
 * What the Trust leads directly today in the reader's schools, and whatever the reader leads, or at one school where given; past its last day it is still
 * led until it is handed back.
 */
export async function directLeadershipInForce(ctx: Ctx, schoolId?: string): Promise<ShownLeadership[]> {
  const here = within(ctx);
  if (!here) return [];
  return (await standing(here, schoolId)).leaderships
    .filter((row) => row.state === 'in_force' || row.state === 'overdue')
    .map((row) => shownLeadership(here, row));
}

/** Something that waits for the person who is signed in. */
export type WaitingItem = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

function waitingLeadership(ctx: Ctx, row: Leadership): WaitingItem[] {
  const item = (title: string, detail: string, dueOn?: Temporal.PlainDate): WaitingItem[] => [
    { title, detail, href: whereTo(ctx, row), ...(dueOn ? { dueOn } : {}) },
  ];
  if (row.state === 'proposed') {
    return mayRecordAuthority(ctx.actor, row).allowed
      ? item(
          `Record what the board decides on direct leadership: ${row.school}`,
          `${row.proposer} proposes that ${row.leader} leads ${row.aspect}, from ${longDate(row.starts_on)} to ${longDate(row.ends_on)}.`,
          row.starts_on,
        )
      : [];
  }
  if (!isLed(row.state)) return [];
  const ended = !isOpen(row);
  const soon = Temporal.PlainDate.compare(row.ends_on, ctx.today.add({ days: 28 })) <= 0;
  if (!soon && !ended) return [];
  const lastDay = row.state === 'overdue' ? 'The last day has passed: it was' : 'The last day is';
  const detail = `${row.aspect}. ${ended ? 'The intervention has ended. ' : ''}${lastDay} ${longDate(row.ends_on)}.`;
  if (hasRole(ctx.actor, 'executive_principal'))
    return item(`Hand back what the Trust leads, or ask the board again: ${row.school}`, detail, row.ends_on);
  return row.leader_id === ctx.actor.personId
    ? item(`What you lead goes back to the school: ${row.school}`, detail, row.ends_on)
    : [];
}

/** What of interventions waits for the person who is signed in. Writing, signing and deciding on the plan itself waits among the action plans. */
export async function interventionsWaitingFor(ctx: Ctx): Promise<WaitingItem[]> {
  const here = within(ctx);
  if (!here) return [];
  const { leaderships, drafts } = await standing(here);
  const waiting = leaderships.flatMap((row) => waitingLeadership(here, row));
  if (!hasRole(ctx.actor, 'executive_principal')) return waiting;
  const closedPlan = (await openInterventions(ctx)).flatMap((one): WaitingItem[] =>
    one.plan?.state === 'closed'
      ? [
          {
            title: `The plan is closed, the intervention is not: ${one.schoolName}`,
            detail: 'Close the intervention too, or see that a plan for the next year is started.',
            href: one.href,
          },
        ]
      : [],
  );
  const toAdopt = drafts.map(
    (set): WaitingItem => ({
      title: `Adopt or discard version ${set.version} of what a grade sets off`,
      detail: 'It is a draft: reviews are held against the version before it.',
      href: interventionPaths.ruleSet(set.id),
    }),
  );
  return [...waiting, ...closedPlan, ...toAdopt];
}
