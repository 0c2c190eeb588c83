import { sql } from 'kysely';
import { rolesFromOutside } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { ledDirectly } from '#features/interventions/index.ts';
import './tables.ts';

const reviewing = [
  'executive_principal',
  'trust_leader',
  'teaching_learning',
  'external_reviewer',
  'head_teacher',
  'slt',
  'middle_leader',
  'teacher',
];
const leading = ['executive_principal', 'trust_leader', 'teaching_learning'];

type About = { schoolId: string; academicYear: number };

/** Where somebody belongs who has worked at the school or governed it at any time since the academic year of the review began. */
export async function hasBelongedTo(ctx: Ctx, personId: string, about: About): Promise<boolean> {
  const since = Temporal.PlainDate.from({ year: about.academicYear, month: 9, day: 1 });
  const found = await ctx.db
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('school_id', '=', about.schoolId)
    .where('role', 'not in', [...rolesFromOutside])
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', since)]))
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * People who may join the team: of the Trust, of its other schools, and external reviewers of this one. Whoever works at the school, governs it or leads an
 * aspect of it directly is not among them. `places` says where they come from; `mayLead` that they hold a role that leads reviews.
 */
export async function possibleMembers(ctx: Ctx, about: About) {
  const since = Temporal.PlainDate.from({ year: about.academicYear, month: 9, day: 1 });
  const leaders = (await ledDirectly(ctx, { schoolId: about.schoolId })).map((one) => one.personId);
  const live = sql`g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null`;
  const people = await ctx.db
    .selectFrom('person')
    .select([
      'person.id',
      'person.name',
      'person.job_title',
      sql<string[]>`array(select distinct s.name from role_grant g join school s on s.id = g.school_id
        where g.person_id = person.id and g.school_id <> ${about.schoolId} and ${live} order by s.name)`.as('places'),
      sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.role = any(${leading}::text[]) and ${live})`.as(
        'may_lead',
      ),
    ])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.role = any(${reviewing}::text[])
      and (g.role <> 'external_reviewer' or g.school_id = ${about.schoolId}) and ${live})`)
    .where(sql<boolean>`not exists (select from role_grant g where g.person_id = person.id and g.school_id = ${about.schoolId}
      and g.role <> all(${[...rolesFromOutside]}::text[]) and (g.ends_on is null or g.ends_on >= ${since}))`)
    .orderBy('person.name')
    .execute();
  return people.filter((person) => !leaders.includes(person.id));
}

export type PossibleMember = Awaited<ReturnType<typeof possibleMembers>>[number];

/** People of the school who can be named in a timetable: whoever works there today, with what they do. */
export async function peopleOfSchool(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.job_title'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.school_id = ${schoolId}
      and g.role in ('head_teacher', 'slt', 'middle_leader', 'teacher', 'data_manager')
      and g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null)`)
    .orderBy('person.name')
    .execute();
}
