import { sql } from 'kysely';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { unread } from '#core/notifications/queries.ts';
import { lateSnapshots } from '#features/data-snapshots/index.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#platform/db/tables.ts';
import { together } from '#platform/db/together.ts';

/** Schools of the trust today that the reader may see, by name: for tables with a row a school. */
const schools = (ctx: Ctx) =>
  ctx.db
    .selectFrom('school')
    .select(['id', 'name', 'phase'])
    .where(inScope(scopeOf(ctx.actor, 'school:read'), 'school.id'))
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', ctx.today)]))
    .orderBy('name');

/** Roles of the reader that are live today and have a last day: an external reviewer's always, a secondment's. */
const rolesThatEnd = (ctx: Ctx) =>
  ctx.db
    .selectFrom('role_grant as g')
    .leftJoin('school as s', 's.id', 'g.school_id')
    .select(['g.role', 'g.school_id', 's.name as school', 'g.ends_on'])
    .where('g.person_id', '=', ctx.actor.personId)
    .where('g.starts_on', '<=', ctx.today)
    .where('g.ended_at', 'is', null)
    .where('g.ends_on', 'is not', null)
    .where('g.ends_on', '>=', ctx.today)
    .orderBy('g.ends_on');

/** What every home page shows, whatever the role: the reader's schools, roles that end, and at most so many unread notices. One query. */
export async function homeFacts(ctx: Ctx, notices: number) {
  return await together(ctx.db, {
    schools: schools(ctx),
    rolesThatEnd: rolesThatEnd(ctx),
    notices: unread(ctx, notices),
    lateSnapshots: holdsAt(ctx.actor, 'snapshot:ask', null) ? lateSnapshots(ctx) : null,
  });
}

export type HomeFacts = Awaited<ReturnType<typeof homeFacts>>;

export type SetUpCounts = {
  schools: number;
  people: number;
  withoutAccount: number;
  heads: number;
  halfTerms: number;
  unsentMail: number;
  departments: number;
  imports: number;
};

/** How far the trust is set up, for its administrator; one query. */
export async function setUpCounts(ctx: Ctx, academicYear: number): Promise<SetUpCounts> {
  const result = await sql<SetUpCounts>`select
    (select count(*) from school where left_on is null) as schools,
    (select count(*) from person where left_on is null) as people,
    (select count(*) from person where left_on is null and account_id is null) as "withoutAccount",
    (select count(distinct school_id) from role_grant where role = 'head_teacher' and ended_at is null and (ends_on is null or ends_on >= ${ctx.today})) as heads,
    (select count(*) from half_term where school_id is null and academic_year = ${academicYear}) as "halfTerms",
    (select count(*) from mail_message where sent_at is null) as "unsentMail",
    (select count(*) from department where closed_on is null) as departments,
    (select count(*) from data_import where imported_at is not null and withdrawn_at is null) as imports`.execute(
    ctx.db,
  );
  return (
    result.rows[0] ?? {
      schools: 0,
      people: 0,
      withoutAccount: 0,
      heads: 0,
      halfTerms: 0,
      unsentMail: 0,
      departments: 0,
      imports: 0,
    }
  );
}
