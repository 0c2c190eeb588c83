import { sql } from 'kysely';
import type { Role } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import '#core/audit/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#platform/identity/tables.ts';
import type { OtherAdministrator } from './rules.ts';

export type PeopleFilter = { search: string; schoolId: string | null; role: Role | null; left: boolean };

export const peoplePerPage = 50;

/** Everybody of the trust for who sees the whole of it; else those who hold, held or will hold a role at a school of the reader's. */
function visiblePeople(ctx: Ctx) {
  let people = ctx.db.selectFrom('person as p');
  if (ctx.scope.schools !== 'all') {
    people = people.where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant as own')
          .select('own.id')
          .whereRef('own.person_id', '=', 'p.id')
          .where(inScope(ctx.scope, 'own.school_id')),
      ),
    );
  }
  return people;
}

/** One page of people by name, with how far each is with getting in; the last page where there are not so many. */
export async function listPeople(ctx: Ctx, filter: PeopleFilter, asked: number) {
  const { search, schoolId, role, left } = filter;
  let people = visiblePeople(ctx);
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    people = people.where((eb) =>
      eb.or([eb('p.name', 'ilike', like), eb('p.email', 'ilike', like), eb('p.job_title', 'ilike', like)]),
    );
  }
  if (schoolId !== null || role !== null) {
    people = people.where((eb) => {
      let held = eb
        .selectFrom('role_grant as g')
        .select('g.id')
        .whereRef('g.person_id', '=', 'p.id')
        .where('g.ended_at', 'is', null);
      held = held.where((each) => each.or([each('g.ends_on', 'is', null), each('g.ends_on', '>=', ctx.today)]));
      if (schoolId !== null) held = held.where('g.school_id', '=', schoolId);
      if (role !== null) held = held.where('g.role', '=', role);
      return eb.exists(held);
    });
  }
  people = left
    ? people.where('p.left_on', '<=', ctx.today)
    : people.where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]));
  const { count } = await people.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const pages = Math.max(1, Math.ceil(count / peoplePerPage));
  const page = Math.min(pages, asked);
  const rows = await people
    .select((eb) => [
      'p.id',
      'p.name',
      'p.email',
      'p.job_title',
      'p.left_on',
      'p.account_id',
      eb
        .selectFrom('event as e')
        .select('e.at')
        .whereRef('e.trust_id', '=', 'p.trust_id')
        .whereRef('e.actor_id', '=', 'p.id')
        .where('e.kind', '=', 'account.signed-in')
        .orderBy('e.number', 'desc')
        .limit(1)
        .as('signed_in_at'),
      eb
        .selectFrom('invitation as i')
        .select('i.expires_at')
        .whereRef('i.person_id', '=', 'p.id')
        .where('i.withdrawn_at', 'is', null)
        .orderBy('i.sent_at', 'desc')
        .limit(1)
        .as('invited_until'),
    ])
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(peoplePerPage)
    .offset((page - 1) * peoplePerPage)
    .execute();
  return { count, pages, page, rows };
}

/** Roles of some people with the names of their places, in the order in which they began: roles at schools outside the reader's scope are left out. */
export async function listGrants(ctx: Ctx, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return await ctx.db
    .selectFrom('role_grant as g')
    .leftJoin('school as s', 's.id', 'g.school_id')
    .leftJoin('department as d', 'd.id', 'g.department_id')
    .leftJoin('person as by', 'by.id', 'g.granted_by')
    .select([
      'g.id',
      'g.person_id',
      'g.role',
      'g.school_id',
      'g.department_id',
      'g.starts_on',
      'g.ends_on',
      'g.ended_at',
      'g.reason',
      'g.end_reason',
      's.name as school',
      'd.name as department',
      'by.name as granted_by_name',
    ])
    .where('g.person_id', 'in', [...personIds])
    .where((eb) => eb.or([eb('g.school_id', 'is', null), inScope(ctx.scope, 'g.school_id')]))
    .orderBy('g.starts_on')
    .orderBy('g.id')
    .execute();
}

export type Grant = Awaited<ReturnType<typeof listGrants>>[number];

/** One person of the reader's scope; anybody else is `NotFound`. */
export async function findPerson(ctx: Ctx, personId: string) {
  const person = await visiblePeople(ctx).selectAll('p').where('p.id', '=', personId).executeTakeFirst();
  if (!person) throw new NotFound();
  return person;
}

export type Person = Awaited<ReturnType<typeof findPerson>>;

/** The person, locked until the write is over, and every role that they hold or will hold. */
export async function lockPerson(ctx: Ctx, db: Tx, personId: string) {
  await findPerson(ctx, personId);
  const person = await db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const grants = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .forUpdate()
    .execute();
  return { person, grants, held: grants.map((grant) => grant.role) };
}

/** The other administrators of the trust, locked in one order, so that two of them cannot remove each other at the same moment. */
export async function lockOtherAdministrators(ctx: Ctx, db: Tx, personId: string): Promise<OtherAdministrator[]> {
  const rows = await db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['g.person_id', 'g.starts_on', 'g.ends_on', 'p.account_id', 'p.left_on'])
    .where('g.role', '=', 'administrator')
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .orderBy('g.id')
    .forUpdate('g')
    .execute();
  return rows
    .filter((row) => row.person_id !== personId)
    .map((row) => ({
      starts_on: row.starts_on,
      ends_on: row.ends_on,
      hasAccount: row.account_id !== null,
      leftOn: row.left_on,
    }));
}

export async function lastInvitation(ctx: Ctx, personId: string) {
  const invitation = await ctx.db
    .selectFrom('invitation')
    .select(['sent_at', 'expires_at', 'accepted_at'])
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return invitation ?? null;
}

/** When the person last signed in; null when they never did. */
export async function lastSignIn(ctx: Ctx, personId: string): Promise<Temporal.Instant | null> {
  const row = await ctx.db
    .selectFrom('event')
    .select('at')
    .where('actor_id', '=', personId)
    .where('kind', '=', 'account.signed-in')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Departments of some schools that are open, by name. */
export async function listOpenDepartments(ctx: Ctx, schoolIds: readonly string[]) {
  if (schoolIds.length === 0) return [];
  return await ctx.db
    .selectFrom('department')
    .select(['id', 'name', 'school_id'])
    .where('school_id', 'in', schoolIds)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
}

/** The outbox of the trust, newest first, without the texts. */
export async function listMail(ctx: Ctx, limit = 200) {
  return await ctx.db
    .selectFrom('mail_message')
    .select(['id', 'to_address', 'subject', 'created_at', 'sent_at', 'failed_attempts', 'last_error'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** A person of any trust by e-mail address, for the operator of the server: takes the owner's connection, which sees every trust. */
export async function findPersonAsOwner(ownerDb: Db, email: string) {
  const result = await sql<{
    id: string;
    trust_id: string;
    trust_name: string;
    is_demo: boolean;
    name: string;
    email: string;
    account_id: string | null;
  }>`
    select p.id, p.trust_id, t.name as trust_name, t.is_demo, p.name, p.email, p.account_id
    from person p join trust t on t.id = p.trust_id where p.email = ${email.trim().toLowerCase()} order by p.created_at limit 1`.execute(
    ownerDb,
  );
  return result.rows[0] ?? null;
}
