import { sql } from 'kysely';
import type { Actor } from '#core/access/actor.ts';
import { isRole, type Role } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import type { Db } from '#platform/db/database.ts';
import { hashOneTimeToken } from '#platform/identity/one-time-token.ts';
import '#core/people/tables.ts';
import type { DemoPerson } from './rules.ts';

/** Somebody who is not signed in yet, but whose link or button says who they are. */
export type Newcomer = Omit<Actor, 'grants'>;

/** Whose invitation a link carries, while it can be accepted. */
export async function findOpenInvitation(
  db: Db,
  token: string,
  today: Temporal.PlainDate,
): Promise<(Newcomer & { invitationId: string }) | null> {
  const result = await sql<{ found: (Newcomer & { invitationId: string }) | null }>`
    select app.open_invitation(${hashOneTimeToken(token)}, ${today}) as found`.execute(db);
  return result.rows[0]?.found ?? null;
}

/** Everybody of a demonstration with each role they hold today; nobody where there is none. */
export async function listDemoPeople(db: Db, today: Temporal.PlainDate): Promise<readonly DemoPerson[]> {
  const result = await sql<{
    person_id: string;
    name: string;
    job_title: string | null;
    role: string;
    school_name: string | null;
  }>`
    select * from app.demo_people(${today})`.execute(db);
  return result.rows.flatMap((row) =>
    isRole(row.role)
      ? [
          {
            personId: row.person_id,
            name: row.name,
            jobTitle: row.job_title,
            role: row.role,
            schoolName: row.school_name,
          },
        ]
      : [],
  );
}

/** One person of a demonstration; null for everybody else, whoever asks. */
export async function findDemoPerson(db: Db, personId: string, today: Temporal.PlainDate): Promise<Newcomer | null> {
  const result = await sql<{
    found: Newcomer | null;
  }>`select app.demo_person(${personId}::uuid, ${today}) as found`.execute(db);
  return result.rows[0]?.found ?? null;
}

export type OwnRole = {
  role: Role;
  school: string | null;
  department: string | null;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate | null;
};

/** The roles that the reader holds today or will hold. */
export async function listOwnRoles(ctx: Ctx): Promise<OwnRole[]> {
  return await ctx.db
    .selectFrom('role_grant as g')
    .leftJoin('school as s', 's.id', 'g.school_id')
    .leftJoin('department as d', 'd.id', 'g.department_id')
    .select(['g.role', 's.name as school', 'd.name as department', 'g.starts_on', 'g.ends_on'])
    .where('g.person_id', '=', ctx.actor.personId)
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .orderBy('g.starts_on')
    .execute();
}

/** True where a demonstration is in the database. */
export async function demoTrustExists(db: Db): Promise<boolean> {
  const result = await sql<{ found: boolean }>`select app.demo_trust_exists() as found`.execute(db);
  return result.rows[0]?.found === true;
}
