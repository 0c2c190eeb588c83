import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';

export type SchoolDetails = { school: School; head: string | null; chair: string | null };

/** What the document says of the school: its record, its head teacher, and the chair where a governor's title says so. */
export async function schoolDetails(ctx: Ctx, schoolId: string): Promise<SchoolDetails> {
  const school = await findSchool(ctx, schoolId);
  const holders = await holdersAt(ctx.db, [school.id], ['head_teacher', 'lgb_member'], ctx.today);
  const people = holders.toSorted((one, other) => Temporal.PlainDate.compare(one.starts_on, other.starts_on));
  const isChair = (title: string | null) => title !== null && /\bchair\b/i.test(title) && !/\bvice\b/i.test(title);
  return {
    school,
    head: people.find((person) => person.role === 'head_teacher')?.name ?? null,
    chair: people.find((person) => person.role === 'lgb_member' && isChair(person.job_title))?.name ?? null,
  };
}
