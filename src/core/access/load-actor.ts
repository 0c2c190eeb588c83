import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Actor } from './actor.ts';
import { isRole } from './roles.ts';

type Stored = Omit<Actor, 'grants'> & {
  grants: { role: string; schoolId: string | null; departmentId: string | null }[];
};

/** The person behind an account with the roles that are live on the day; null when the account has no person, or the person has left. */
export async function loadActor(db: Db, accountId: string, today: Temporal.PlainDate): Promise<Actor | null> {
  const result = await sql<{
    actor: Stored | null;
  }>`select app.actor_of_account(${accountId}, ${today}) as actor`.execute(db);
  const stored = result.rows[0]?.actor;
  if (!stored) return null;
  return {
    ...stored,
    grants: stored.grants.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : [])),
  };
}
