import { holds, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import type { Rule } from './rules.ts';
import './tables.ts';

/** Interventions of the reader's schools, newest first, with what was done last. */
export async function interventionsInScope(ctx: Ctx) {
  return await ctx.db
    .selectFrom('intervention as i')
    .innerJoin('school as s', 's.id', 'i.school_id')
    .select((eb) => [
      'i.id',
      'i.school_id',
      's.name as school',
      'i.review_id',
      'i.plan_id',
      'i.academic_year',
      'i.response',
      'i.may_lead',
      'i.cause',
      'i.opened_at',
      eb
        .selectFrom('intervention_step as st')
        .select('st.step')
        .whereRef('st.intervention_id', '=', 'i.id')
        .orderBy('st.taken_at', 'desc')
        .limit(1)
        .as('last_step'),
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .orderBy('i.opened_at', 'desc')
    .execute();
}

export type ListedIntervention = Awaited<ReturnType<typeof interventionsInScope>>[number];

/** True while an intervention asks for something. */
export const isOpen = (listed: { last_step: string | null }): boolean =>
  listed.last_step !== 'closed' && listed.last_step !== 'withdrawn';

/** One intervention of the reader's schools; anything else is `NotFound`. */
export async function findIntervention(ctx: Ctx, id: string) {
  const found = await ctx.db
    .selectFrom('intervention as i')
    .innerJoin('school as s', 's.id', 'i.school_id')
    .innerJoin('person as p', 'p.id', 'i.opened_by')
    .selectAll('i')
    .select(['s.name as school', 'p.name as opener'])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export async function stepsOf(ctx: Ctx, interventionId: string) {
  return await ctx.db
    .selectFrom('intervention_step as st')
    .innerJoin('person as p', 'p.id', 'st.taken_by')
    .select(['st.step', 'st.taken_at', 'st.why', 'st.becomes', 'p.name as by'])
    .where('st.intervention_id', '=', interventionId)
    .orderBy('st.taken_at')
    .execute();
}

/** Direct leadership of the reader's schools with its steps; of one intervention where given. */
export async function leaderships(ctx: Ctx, filter: { interventionId?: string } = {}) {
  let query = ctx.db
    .selectFrom('direct_leadership as d')
    .innerJoin('school as s', 's.id', 'd.school_id')
    .innerJoin('person as p', 'p.id', 'd.leader_id')
    .selectAll('d')
    .select(['s.name as school', 'p.name as leader'])
    .where(inScope(ctx.scope, 'd.school_id'))
    .orderBy('d.proposed_at');
  if (filter.interventionId) query = query.where('d.intervention_id', '=', filter.interventionId);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const steps = await ctx.db
    .selectFrom('direct_leadership_step as st')
    .innerJoin('person as p', 'p.id', 'st.taken_by')
    .select([
      'st.leadership_id',
      'st.step',
      'st.taken_at',
      'st.meeting_on',
      'st.minute_reference',
      'st.note',
      'p.name as by',
    ])
    .where(
      'st.leadership_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('st.taken_at')
    .execute();
  return rows.map((row) => ({ ...row, steps: steps.filter((step) => step.leadership_id === row.id) }));
}

export type Leadership = Awaited<ReturnType<typeof leaderships>>[number];

export async function ruleSets(ctx: Ctx) {
  return await ctx.db
    .selectFrom('intervention_rule_set as r')
    .leftJoin('person as p', 'p.id', 'r.adopted_by')
    .select(['r.id', 'r.version', 'r.adopted_at', 'r.adopted_why', 'p.name as adopted_by'])
    .orderBy('r.version', 'desc')
    .execute();
}

export async function findRuleSet(ctx: Ctx, id: string) {
  const found = (await ruleSets(ctx)).find((set) => set.id === id);
  if (!found) throw new NotFound();
  return found;
}

export async function rulesOf(ctx: Pick<Ctx, 'db'>, ruleSetId: string): Promise<Rule[]> {
  const rows = await ctx.db
    .selectFrom('intervention_rule')
    .selectAll()
    .where('rule_set_id', '=', ruleSetId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    frameworkFamily: row.framework_family,
    areaCode: row.area_code,
    gradeCodes: row.grade_codes,
    response: row.response,
    mayLead: row.may_lead,
    sentence: row.sentence,
    source: row.source,
  }));
}

/** The version that counts now; null before a trust has any. */
export async function adoptedRuleSet(ctx: Pick<Ctx, 'db'>): Promise<{ id: string; version: number } | null> {
  const row = await ctx.db
    .selectFrom('intervention_rule_set')
    .select(['id', 'version'])
    .where('adopted_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What the rules were told for each review, the last time that it was issued or changed, newest year first; withdrawn reviews are left out. */
export async function pastAssessments(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('intervention_assessment as a')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .distinctOn('a.review_id')
    .select([
      'a.review_id',
      'a.school_id',
      's.name as school',
      'a.academic_year',
      'a.framework_family',
      'a.judgements',
      'a.response',
      'a.occasion',
    ])
    .where(inScope(ctx.scope, 'a.school_id'))
    .orderBy('a.review_id')
    .orderBy('a.assessed_at', 'desc')
    .execute();
  return rows
    .filter((row) => row.occasion !== 'withdrawn')
    .sort((a, b) => b.academic_year - a.academic_year || a.school.localeCompare(b.school, 'en-GB'));
}

/** The reader's context narrowed to where they may see interventions: for callers whose own route required something else. */
export function within(ctx: Ctx): Ctx | null {
  return holds(ctx.actor, 'intervention:read') ? { ...ctx, scope: scopeOf(ctx.actor, 'intervention:read') } : null;
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
    .where((eb) => eb.or([eb('g.school_id', 'is', null), eb('g.school_id', '<>', schoolId)]))
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy('p.name')
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** True while the person leads an aspect of the school directly: they then neither write nor moderate its review. */
export async function leadsDirectly(
  ctx: Pick<Ctx, 'db' | 'today'>,
  personId: string,
  schoolId: string,
): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('direct_leadership as d')
    .innerJoin('direct_leadership_step as st', 'st.leadership_id', 'd.id')
    .select('d.id')
    .where('d.leader_id', '=', personId)
    .where('d.school_id', '=', schoolId)
    .where('d.starts_on', '<=', ctx.today)
    .groupBy('d.id')
    .having((eb) => eb.fn.agg<boolean>('bool_and', [eb('st.step', '=', 'authorised')]), '=', true)
    .executeTakeFirst();
  return found !== undefined;
}
