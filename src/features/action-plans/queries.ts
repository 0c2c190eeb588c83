import { termDatesOfYears } from '#core/academic-year/queries.ts';
import { academicYearOf } from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import { londonDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import type { PlanRow, ReviewRow } from './content.ts';
import { standingContent } from './content-queries.ts';
import { type Approval, approvalTiming, nextReviewDue, type ReviewDue } from './deadline-rules.ts';
import { isClosed, isKnown, isWithheld } from './draft-queries.ts';
import { factsOf, namesOf, peopleOfSteps } from './fact-queries.ts';
import { loadRows } from './row-queries.ts';
import { type PlanFacts, type Standing, standingOf } from './rules.ts';
import './tables.ts';

/** A plan with its school's name, and whether the reader may not open it yet. */
export type PlanWithSchool = PlanRow & { school_name: string; withheld: boolean };

const plansOf = (ctx: Ctx) =>
  ctx.db
    .selectFrom('action_plan')
    .innerJoin('school', 'school.id', 'action_plan.school_id')
    .selectAll('action_plan')
    .select(['school.name as school_name', isWithheld(ctx, 'action_plan').as('withheld')])
    .where(inScope(ctx.scope, 'action_plan.school_id'));

/** The same request with the reader's scope for another permission: what another feature asks for is never wider than what its reader may see. */
export function within(ctx: Ctx, permission: Permission): Ctx {
  return { ...ctx, scope: scopeOf(ctx.actor, permission) };
}

/** One plan that the reader may open, with its school's name; anything else is `NotFound`. */
export async function findPlan(ctx: Ctx, planId: string): Promise<PlanWithSchool> {
  const plan = await plansOf(ctx).where('action_plan.id', '=', planId).executeTakeFirst();
  if (!plan || plan.withheld) throw new NotFound();
  return plan;
}

/** Which plans: of one academic year, or (without one) those of the current year and every older one that is not closed; of one school where given. */
export type Which = { academicYear?: number | undefined; schoolId?: string | undefined };

/** A query of some plans of the reader's scope, by school; those that the reader may not open yet among them. */
export function listPlans(ctx: Ctx, { academicYear, schoolId }: Which) {
  let query = plansOf(ctx).where(isKnown(ctx, 'action_plan')).orderBy('school.name').orderBy('academic_year', 'desc');
  if (schoolId !== undefined) query = query.where('action_plan.school_id', '=', schoolId);
  if (academicYear !== undefined) return query.where('academic_year', '=', academicYear);
  return query.where((eb) =>
    eb.or([eb('academic_year', '>=', academicYearOf(ctx.today)), eb.not(isClosed('action_plan'))]),
  );
}

/** The years of which the reader has plans, newest first. */
export async function planYears(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('action_plan')
    .select('academic_year')
    .distinct()
    .where(inScope(ctx.scope, 'school_id'))
    .where(isKnown(ctx, 'action_plan'))
    .orderBy('academic_year', 'desc')
    .execute();
  return rows.map((row) => row.academic_year);
}

export type DatesOf = (academicYear: number, schoolId: string | null) => TermDates;

/** Term dates of every school for the years that these plans can run through. */
export async function datesFor(ctx: Ctx, plans: readonly PlanRow[]): Promise<DatesOf> {
  const now = academicYearOf(ctx.today);
  const years = new Set([now, now + 1, ...plans.flatMap((plan) => [plan.academic_year, plan.academic_year + 1])]);
  return await termDatesOfYears(ctx, [...years]);
}

export type PlanTiming = { standing: Standing; approval: Approval; reviewDue: ReviewDue | null };

/** The day from which a plan has run, for its first termly review. */
function runningSince(plan: PlanRow, facts: PlanFacts, standing: Standing): Temporal.PlainDate {
  const putInPlace = facts.readiness.find((row) => row.kind === 'put_in_place');
  if (plan.basis === 'imposed' && putInPlace) return londonDate(putInPlace.at);
  if (standing.approval) return standing.approval.meetingOn;
  const last = facts.signatures.findLast((row) => row.contentVersion === plan.content_version);
  return londonDate(last?.at ?? plan.opened_at);
}

/** Where a plan stands today and what is due of it. */
export function timingOf(
  ctx: Ctx,
  plan: PlanRow,
  facts: PlanFacts,
  reviews: readonly ReviewRow[],
  datesOf: DatesOf,
): PlanTiming {
  const standing = standingOf(facts);
  const dates = datesOf(plan.academic_year, plan.school_id);
  const approval = approvalTiming(dates, standing.approval?.meetingOn ?? null, ctx.today, standing.state === 'closed');
  const held = reviews.filter((review) => review.plan_id === plan.id);
  const reviewDue = standing.running
    ? nextReviewDue((year) => datesOf(year, plan.school_id), runningSince(plan, facts, standing), held, ctx.today)
    : null;
  return { standing, approval, reviewDue };
}

/** Everything that the page of one plan shows. */
export async function loadPlan(ctx: Ctx, planId: string) {
  const plan = await findPlan(ctx, planId);
  const parts = await loadRows(ctx, [planId]);
  const { progress, reviews, lines, deliveries, comments } = parts;
  const everyPart = [...parts.issues, ...parts.objectives, ...parts.criteria, ...parts.actions, ...parts.support];
  const name = await namesOf(ctx, [
    plan.opened_by,
    ...peopleOfSteps(parts),
    ...parts.criteria.map((row) => row.owner_id),
    ...parts.actions.flatMap((row) => [row.owner_id, row.done_by]),
    ...everyPart.map((row) => row.removed_by),
    ...[...progress, ...reviews, ...deliveries].map((row) => row.recorded_by),
    ...comments.map((row) => row.written_by),
  ]);
  const facts = factsOf(plan, parts, name);
  const schoolIds = parts.support.map((row) => row.from_school_id).filter((id) => id !== null);
  const schools =
    schoolIds.length === 0
      ? []
      : await ctx.db.selectFrom('school').select(['id', 'name']).where('id', 'in', schoolIds).execute();
  const datesOf = await datesFor(ctx, [plan]);
  return {
    plan,
    facts,
    parts,
    progress,
    reviews,
    lines,
    deliveries,
    comments,
    name,
    datesOf,
    schoolName: (id: string | null) => schools.find((school) => school.id === id)?.name ?? '',
    content: standingContent(parts, planId),
    timing: timingOf(ctx, plan, facts, reviews, datesOf),
    newest: (criterionId: string) => progress.findLast((row) => row.criterion_id === criterionId) ?? null,
    owner: (row: { owner_id: string | null; owner_name: string | null }) =>
      row.owner_id ? name(row.owner_id) : (row.owner_name ?? ''),
  };
}

export type PlanView = Awaited<ReturnType<typeof loadPlan>>;
