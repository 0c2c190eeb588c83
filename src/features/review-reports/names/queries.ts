import { sql } from 'kysely';
import { rolesFromOutside } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { activitiesOf, reviewsInScope } from '#features/reviews/index.ts';
import type { Report } from '../queries.ts';
import type { NameKnowledge, SettledWord } from './name-rules.ts';
import { type Held, type HiddenPerson, namedInWords, roleWords } from './people-rules.ts';

/** Everybody who works or has worked at the school, with the roles that they held there; governors are not staff. The caller has found the report in scope. */
async function staffOf(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .leftJoin('department as d', 'd.id', 'g.department_id')
    .select([
      'p.id',
      'p.name',
      sql<Held[]>`json_agg(json_build_object('role', g.role, 'departmentName', d.name, 'jobTitle', p.job_title))`.as(
        'held',
      ),
    ])
    .where('g.school_id', '=', schoolId)
    .where('g.role', 'not in', ['lgb_member', ...rolesFromOutside])
    .groupBy(['p.id', 'p.name'])
    .execute();
}

/** Those of the people whom governors may read of by name: who leads the Trust today. */
async function trustLeaders(ctx: Ctx) {
  return await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('g.role', 'in', ['executive_principal', 'trust_leader'])
    .where('g.school_id', 'is', null)
    .where('g.starts_on', '<=', ctx.today)
    .where(sql<boolean>`(g.ends_on is null or g.ends_on >= ${ctx.today})`)
    .execute();
}

const once = (people: readonly HiddenPerson[]): HiddenPerson[] => [
  ...new Map(people.toReversed().map((person) => [person.name, person])).values(),
];

/** Whose names are kept from the governors of a report, and what is never a name in it. */
export async function nameKnowledge(ctx: Ctx, report: Report, settled: readonly SettledWord[]): Promise<NameKnowledge> {
  const staff = await staffOf(ctx, report.schoolId);
  const leaders = await trustLeaders(ctx);
  const isLeader = (personId: string | null) => leaders.some((leader) => leader.id === personId);
  const [review] = await reviewsInScope(ctx, { reviewIds: [report.qaReviewId] });
  const activities = await activitiesOf(ctx, report.qaReviewId);
  const departments = await ctx.db
    .selectFrom('department')
    .select('name')
    .where('school_id', '=', report.schoolId)
    .execute();
  const schools = await ctx.db.selectFrom('school').select('name').execute();
  const subject = report.departmentName
    ? roleWords([{ role: 'teacher', departmentName: null, jobTitle: `Teacher of ${report.departmentName}` }])
    : 'a teacher';
  const team = [
    ...(review?.members ?? []).filter((member) => !isLeader(member.personId)),
    ...report.authors.filter((author) => !isLeader(author.personId)),
  ].map((member) => ({ name: member.name, role: 'a member of the review team' }));
  return {
    hidden: once([
      ...staff.map((person) => ({ name: person.name, role: roleWords(person.held) })),
      ...team,
      ...activities
        .flatMap((activity) => namedInWords(`${activity.with_words} ${activity.title}`))
        .map((name) => ({ name, role: subject })),
    ]),
    allowed: [
      ctx.actor.trustName,
      ...schools.map((school) => school.name),
      ...departments.map((department) => department.name),
      ...leaders.map((leader) => leader.name),
    ],
    settled,
  };
}

/** The names of those whom governors may read of: who leads the Trust today. */
export const leaderNames = async (ctx: Ctx): Promise<string[]> =>
  (await trustLeaders(ctx)).map((leader) => leader.name);

/** The number by which a school is known. The caller has found the report in scope. */
export async function urnOf(ctx: Ctx, schoolId: string): Promise<string> {
  const row = await ctx.db.selectFrom('school').select('urn').where('id', '=', schoolId).executeTakeFirstOrThrow();
  return row.urn;
}
