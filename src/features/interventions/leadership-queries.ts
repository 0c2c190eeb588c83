import type { Expression, ExpressionBuilder } from 'kysely';
import { rolesFromOutside } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import type { Database } from '#platform/db/database.ts';
import { together } from '#platform/db/together.ts';
import { type LeadershipState, leadershipState } from './leadership-rules.ts';
import { lastStepOf } from './queries.ts';
import './tables.ts';

export type WhichLeaderships = { interventionId?: string; schoolId?: string; andMine?: boolean };

/**
 * Queries of direct leadership of the reader's schools and of its steps, the oldest first: of one intervention or one school where given. With `andMine`
 * also what the reader leads at schools outside the reader's scope: a head who leads at another school knows of it.
 */
export function leadershipQueries(ctx: Ctx, which: WhichLeaderships) {
  const { interventionId, schoolId, andMine } = which;
  const wanted = (eb: ExpressionBuilder<Database & { d: Database['direct_leadership'] }, 'd'>) =>
    eb.and([
      eb.or([
        eb(inScope(ctx.scope, 'd.school_id'), '=', true),
        ...(andMine ? [eb('d.leader_id', '=', ctx.actor.personId)] : []),
      ]),
      ...(interventionId ? [eb('d.intervention_id', '=', interventionId)] : []),
      ...(schoolId ? [eb('d.school_id', '=', schoolId)] : []),
    ]);
  return {
    led: ctx.db
      .selectFrom('direct_leadership as d')
      .innerJoin('school as s', 's.id', 'd.school_id')
      .innerJoin('person as p', 'p.id', 'd.leader_id')
      .innerJoin('person as q', 'q.id', 'd.proposed_by')
      .selectAll('d')
      .select((eb) => [
        's.name as school',
        'p.name as leader',
        'p.job_title as leader_job',
        'q.name as proposer',
        lastStepOf(eb.ref('d.intervention_id')).as('last_step'),
      ])
      .where(wanted)
      .orderBy('d.proposed_at')
      .orderBy('d.id'),
    steps: ctx.db
      .selectFrom('direct_leadership_step as st')
      .innerJoin('direct_leadership as d', 'd.id', 'st.leadership_id')
      .innerJoin('person as p', 'p.id', 'st.taken_by')
      .select([
        'st.leadership_id',
        'st.step',
        'st.taken_at',
        'st.meeting_on',
        'st.minute_reference',
        'st.exit_met',
        'st.note',
        'p.name as by',
      ])
      .where(wanted)
      .orderBy('st.taken_at')
      .orderBy('st.id'),
  };
}

type Rows<Query> = Query extends Expression<infer Row> ? readonly Row[] : never;
type Found = ReturnType<typeof leadershipQueries>;

/** Each direct leadership with its steps and where it stands today. */
export function leadershipsFrom(led: Rows<Found['led']>, steps: Rows<Found['steps']>, today: Temporal.PlainDate) {
  return led.map((row) => {
    const own = steps.filter((step) => step.leadership_id === row.id);
    const open = row.last_step !== 'closed' && row.last_step !== 'withdrawn';
    const state: LeadershipState = leadershipState(row, own, today, open);
    return { ...row, steps: own, state };
  });
}

export type Leadership = ReturnType<typeof leadershipsFrom>[number];

/** Direct leadership of the reader's schools with its steps and where it stands today, the oldest proposal first. */
export async function leaderships(ctx: Ctx, which: WhichLeaderships = {}): Promise<Leadership[]> {
  const { led, steps } = await together(ctx.db, leadershipQueries(ctx, which));
  return leadershipsFrom(led, steps, ctx.today);
}

/** People of the trust who could lead an aspect of a school: whoever holds a leading role anywhere in it today, except at that school. */
export async function possibleLeaders(ctx: Ctx, schoolId: string) {
  const rows = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .leftJoin('school as s', 's.id', 'g.school_id')
    .select(['p.id', 'p.name', 'p.job_title', 's.name as school'])
    .where('g.role', 'in', ['executive_principal', 'trust_leader', 'teaching_learning', 'head_teacher', 'slt'])
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    // Somebody with a role at the school belongs to it, whatever else they do in the trust.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('role_grant as own')
            .select('own.id')
            .whereRef('own.person_id', '=', 'p.id')
            .where('own.school_id', '=', schoolId)
            .where('own.role', 'not in', [...rolesFromOutside])
            .where('own.starts_on', '<=', ctx.today)
            .where((eb) => eb.or([eb('own.ends_on', 'is', null), eb('own.ends_on', '>=', ctx.today)])),
        ),
      ),
    )
    .orderBy('p.name')
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

type WhoLeads = { personId?: string; schoolId?: string };

/**
 * A query of who leads an aspect of which school directly today, until it is handed back: of one person or at one school. Past every scope: it is a fact for
 * policies.
 */
export function leadingDirectly(ctx: Pick<Ctx, 'db' | 'today'>, which: WhoLeads) {
  let query = ctx.db
    .selectFrom('direct_leadership as d')
    .innerJoin('direct_leadership_step as st', 'st.leadership_id', 'd.id')
    .select(['d.leader_id as personId', 'd.school_id as schoolId'])
    .where('d.starts_on', '<=', ctx.today)
    .groupBy('d.id')
    .having((eb) => eb.fn.agg<boolean>('bool_and', [eb('st.step', '=', 'authorised')]), '=', true);
  if (which.personId !== undefined) query = query.where('d.leader_id', '=', which.personId);
  if (which.schoolId !== undefined) query = query.where('d.school_id', '=', which.schoolId);
  return query;
}

/** The same, answered. */
export async function ledDirectly(ctx: Pick<Ctx, 'db' | 'today'>, which: WhoLeads) {
  return await leadingDirectly(ctx, which).execute();
}

/** True while the person leads an aspect of the school directly, until it is handed back: they then neither write nor moderate its review. */
export async function leadsDirectly(
  ctx: Pick<Ctx, 'db' | 'today'>,
  personId: string,
  schoolId: string,
): Promise<boolean> {
  return (await ledDirectly(ctx, { personId, schoolId })).length > 0;
}
