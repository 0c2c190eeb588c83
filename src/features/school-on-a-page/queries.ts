import { sql } from 'kysely';
import { academicYearOf } from '#core/academic-year/rules.ts';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import type { Role } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/audit/tables.ts';
import { closedPieceWords, tellsOfClosedPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import { oneSchool } from '#core/organisations/queries.ts';
import '#core/people/tables.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';

/** Who leads and governs the school today, in the order of the roles. */
const leadingPeople = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.id', 'p.name', 'p.job_title', 'g.role'])
    .where(inScope(ctx.scope, 'g.school_id'))
    .where('g.school_id', '=', schoolId)
    .where('g.role', 'in', ['head_teacher', 'slt', 'lgb_member'] satisfies Role[])
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where(sql<boolean>`g.ended_at is null`)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy(sql`array_position(array['head_teacher','slt','lgb_member'], g.role)`)
    .orderBy('p.name');

/** How many pieces of evidence of this academic year there are. */
const evidenceThisYear = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('evidence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'school_id'))
    .where('school_id', '=', schoolId)
    .where('happened_on', '>=', Temporal.PlainDate.from({ year: academicYearOf(ctx.today), month: 9, day: 1 }))
    .where('withdrawn_at', 'is', null);

/** What happened last at the school. */
const lastEvents = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('event')
    .select((eb) => [
      'number',
      'at',
      'actor_name',
      eb.case().when(tellsOfClosedPiece(ctx)).then(closedPieceWords).else(eb.ref('summary')).end().as('summary'),
    ])
    .where(inScope(scopeOf(ctx.actor, 'trail:read'), 'school_id'))
    .where('school_id', '=', schoolId)
    .orderBy('number', 'desc')
    .limit(5);

/**
 * A school of the reader's scope with who leads it, this year's evidence and what happened last (each null for those who may not read it), in one query.
 * Anything else is `NotFound`.
 */
export async function schoolFacts(ctx: Ctx, schoolId: string) {
  const may = (permission: Permission) => holdsAt(ctx.actor, permission, schoolId);
  const found = await together(ctx.db, {
    schools: oneSchool(ctx, schoolId),
    people: leadingPeople(ctx, schoolId),
    evidence: may('evidence:read') ? evidenceThisYear(ctx, schoolId) : null,
    events: may('trail:read') ? lastEvents(ctx, schoolId) : null,
  });
  const [school] = found.schools;
  if (!school) throw new NotFound();
  return { school, people: found.people, evidence: found.evidence?.[0]?.count ?? null, events: found.events };
}

export type SchoolFacts = Awaited<ReturnType<typeof schoolFacts>>;
