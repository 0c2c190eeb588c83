import { CompiledQuery, sql } from 'kysely';
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
  return stored ? actorOf(stored) : null;
}

function actorOf({ state, ...person }: Stored): ActorWithState {
  const grants = person.grants.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : []));
  return { actor: { ...person, grants }, state };
}

/** Whose session a token opens, with the roles that are live on the day, in one query; null where it opens none. */
export async function loadReader(
  db: Db,
  token: string,
  today: Temporal.PlainDate,
  prolongBelowHours: number,
): Promise<{ ageing: boolean; found: ActorWithState | null } | null> {
  // Compiled by hand: this runs for every page.
  const query = 'select app.reader_of_session($1, $2, $3) as reader';
  const result = await db.executeQuery<{ reader: { session: { ageing: boolean }; actor: Stored | null } | null }>(
    CompiledQuery.raw(query, [token, today, prolongBelowHours]),
  );
  const reader = result.rows[0]?.reader;
  return reader ? { ageing: reader.session.ageing, found: reader.actor && actorOf(reader.actor) } : null;
}

/** The same without the state. */
export async function loadActor(db: Db, accountId: string, today: Temporal.PlainDate): Promise<Actor | null> {
  return (await loadActorWithState(db, accountId, today))?.actor ?? null;
}
