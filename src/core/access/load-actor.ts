import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Actor } from './actor.ts';
import { isRole } from './roles.ts';

type Stored = Omit<Actor, 'grants'> & {
  state: number;
  grants: { role: string; schoolId: string | null; departmentId: string | null }[];
};

/** An actor, and how far their trust has got: the number of its last event. While it stands, nothing that a page shows has changed. */
export type ActorWithState = { actor: Actor; state: number };

/** The person behind an account with the roles that are live on the day; null when the account has no person, or the person has left. */
export async function loadActorWithState(
  db: Db,
  accountId: string,
  today: Temporal.PlainDate,
): Promise<ActorWithState | null> {
  const result = await sql<{
    actor: Stored | null;
  }>`select app.actor_of_account_with_state(${accountId}, ${today}) as actor`.execute(db);
  const stored = result.rows[0]?.actor;
  if (!stored) return null;
  const { state, ...person } = stored;
  const grants = person.grants.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : []));
  return { actor: { ...person, grants }, state };
}

/** The same without the state. */
export async function loadActor(db: Db, accountId: string, today: Temporal.PlainDate): Promise<Actor | null> {
  return (await loadActorWithState(db, accountId, today))?.actor ?? null;
}
