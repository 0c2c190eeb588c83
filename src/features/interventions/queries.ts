import { type Expression, type RawBuilder, sql } from 'kysely';
import { holds, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import '#core/audit/tables.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import type { InterventionStep } from './tables.ts';
import './tables.ts';

/** The step that an intervention took last. */
export const lastStepOf = (interventionId: Expression<string>): RawBuilder<InterventionStep> => sql<InterventionStep>`
  (select st.step from intervention_step st where st.intervention_id = ${interventionId} order by st.taken_at desc, st.id desc limit 1)`;

const listed = (ctx: Ctx) =>
  ctx.db
    .selectFrom('intervention as i')
    .innerJoin('school as s', 's.id', 'i.school_id')
    .innerJoin('person as p', 'p.id', 'i.opened_by')
    .selectAll('i')
    .select((eb) => ['s.name as school', 'p.name as opener', lastStepOf(eb.ref('i.id')).as('last_step')])
    .where(inScope(ctx.scope, 'i.school_id'));

/** A query of the interventions of the reader's schools (of one of them where given), open or not, the newest first. */
export function interventionsInScope(ctx: Ctx, schoolId?: string) {
  const query = listed(ctx).orderBy('i.opened_at', 'desc').orderBy('s.name');
  return schoolId ? query.where('i.school_id', '=', schoolId) : query;
}

export type Intervention = Awaited<ReturnType<ReturnType<typeof interventionsInScope>['execute']>>[number];

/** True while an intervention asks for something. */
export const isOpen = ({ last_step }: { last_step: InterventionStep }): boolean =>
  last_step !== 'closed' && last_step !== 'withdrawn';

/** One intervention of the reader's schools; anything else is `NotFound`. */
export async function findIntervention(ctx: Ctx, id: string): Promise<Intervention> {
  const found = await listed(ctx).where('i.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** The intervention that a review has set off, or null. Not narrowed by scope: for those who issue and change the review. */
export async function interventionOfReview(ctx: Ctx, reviewId: string): Promise<Intervention | null> {
  const everywhere: Ctx = { ...ctx, scope: { trustId: ctx.actor.trustId, schools: 'all' } };
  return (await listed(everywhere).where('i.review_id', '=', reviewId).executeTakeFirst()) ?? null;
}

/** What an intervention has gone through, the oldest first. */
export async function stepsOf(ctx: Ctx, interventionId: string) {
  return await ctx.db
    .selectFrom('intervention_step as st')
    .innerJoin('person as p', 'p.id', 'st.taken_by')
    .select(['st.step', 'st.taken_at', 'st.why', 'st.becomes', 'p.name as by'])
    .where('st.intervention_id', '=', interventionId)
    .orderBy('st.taken_at')
    .orderBy('st.id')
    .execute();
}

const planMilestones = [
  'plan.opened',
  'plan.basis-changed',
  'plan.signed',
  'plan.agreed',
  'plan.declared-ready',
  'plan.put-in-place',
  'plan.recommended',
  'plan.recommendation-taken-back',
  'plan.approved',
  'plan.sent-back',
  'plan.reviewed',
  'plan.closed',
];

/** Who signed, recommended, decided and reviewed the plan, from the trail, the newest first. The caller has found the intervention in the reader's scope. */
export async function planSteps(ctx: Ctx, planId: string) {
  return await ctx.db
    .selectFrom('event')
    .select(['at', 'actor_name', 'kind', 'summary', 'why'])
    .where('subject_type', '=', 'action_plan')
    .where('subject_id', '=', planId)
    .where('kind', 'in', planMilestones)
    .orderBy('number', 'desc')
    .execute();
}

/** The reader's context narrowed to where they may see interventions: for callers whose own route required something else. */
export function within(ctx: Ctx): Ctx | null {
  return holds(ctx.actor, 'intervention:read') ? { ...ctx, scope: scopeOf(ctx.actor, 'intervention:read') } : null;
}
