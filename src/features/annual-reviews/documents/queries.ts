import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import '#core/people/tables.ts';

export type SchoolDetails = { school: School; head: string | null; chair: string | null };

/** What the document says of the school: its record, its head teacher, and the chair where a governor's title says so. */
export async function schoolDetails(ctx: Ctx, schoolId: string): Promise<SchoolDetails> {
  const school = await findSchool(ctx, schoolId);
  const people = await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.name', 'p.job_title', 'g.role'])
    .where(inScope(ctx.scope, 'g.school_id'))
    .where('g.school_id', '=', schoolId)
    .where('g.role', 'in', ['head_teacher', 'lgb_member'])
    .where('g.starts_on', '<=', ctx.today)
    .where(sql<boolean>`(g.ends_on is null or g.ends_on >= ${ctx.today})`)
    .orderBy('g.starts_on')
    .execute();
  const isChair = (title: string | null) => title !== null && /\bchair\b/i.test(title) && !/\bvice\b/i.test(title);
  return {
    school,
    head: people.find((person) => person.role === 'head_teacher')?.name ?? null,
    chair: people.find((person) => person.role === 'lgb_member' && isChair(person.job_title))?.name ?? null,
  };
}
