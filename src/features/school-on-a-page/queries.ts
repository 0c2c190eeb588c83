import { sql } from 'kysely';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import type { Role } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/audit/tables.ts';
import '#core/evidence/tables.ts';
import '#core/people/tables.ts';

/** Who leads and governs the school today, in the order of the roles. */
export async function leadingPeople(ctx: Ctx, schoolId: string) {
  return await ctx.db
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
    .orderBy('p.name')
    .execute();
}

/** Pieces of evidence of this academic year, for those who may read evidence; null for everybody else. */
export async function evidenceThisYear(ctx: Ctx, schoolId: string, since: Temporal.PlainDate): Promise<number | null> {
  if (!holdsAt(ctx.actor, 'evidence:read', schoolId)) return null;
  const row = await ctx.db
    .selectFrom('evidence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'school_id'))
    .where('school_id', '=', schoolId)
    .where('happened_on', '>=', since)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** What happened last at the school, for those who may read the trail; null for everybody else. */
export async function lastEvents(ctx: Ctx, schoolId: string) {
  if (!holdsAt(ctx.actor, 'trail:read', schoolId)) return null;
  return await ctx.db
    .selectFrom('event')
    .select(['number', 'at', 'actor_name', 'summary'])
    .where(inScope(scopeOf(ctx.actor, 'trail:read'), 'school_id'))
    .where('school_id', '=', schoolId)
    .orderBy('number', 'desc')
    .limit(5)
    .execute();
}
