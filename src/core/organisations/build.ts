import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Database, Db, Tx } from '#platform/db/database.ts';
import type { Actor } from '../access/actor.ts';
import type { Role } from '../access/roles.ts';
import '../people/tables.ts';
import './tables.ts';

let counter = 0;
/** A number that no other built record of this process has. */
export const nextNumber = (): number => {
  counter += 1;
  return counter;
};

export type BuiltTrust = { id: string; name: string };
export type BuiltSchool = { id: string; name: string; trustId: string; urn: string };

/** Runs test set-up inside a trust, past every gate but row-level security. */
export async function inTrust<T>(db: Db, trustId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.trust_id', ${trustId}, true)`.execute(tx);
    return await work(tx);
  });
}

/** An invented trust. */
export async function buildTrust(db: Db, name = `Invented Trust ${nextNumber()}`): Promise<BuiltTrust> {
  const id = crypto.randomUUID();
  await inTrust(db, id, (tx) =>
    tx.insertInto('trust').values({ id, name, group_uid: null, companies_house_number: null }).execute(),
  );
  return { id, name };
}

/** An invented secondary school with a sixth form, unless `values` say otherwise. Its URN starts with 9: no real school's does. */
export async function buildSchool(
  db: Db,
  trust: BuiltTrust,
  values: Partial<Insertable<Database['school']>> = {},
): Promise<BuiltSchool> {
  const number = nextNumber();
  const school = {
    trust_id: trust.id,
    urn: String(900_000 + number),
    name: `Invented School ${number}`,
    phase: 'secondary' as const,
    low_age: 11,
    high_age: 18,
    has_sixth_form: true,
    ...values,
  };
  const row = await inTrust(db, trust.id, (tx) =>
    tx.insertInto('school').values(school).returning(['id', 'name', 'urn']).executeTakeFirstOrThrow(),
  );
  return { ...row, trustId: trust.id };
}

/** A person of the trust with one role, from long ago and without end, as the actor of a request. */
export async function buildActor(
  db: Db,
  trust: BuiltTrust,
  role: Role,
  place: { schoolId?: string; departmentId?: string; accountId?: string; name?: string } = {},
): Promise<Actor> {
  const number = nextNumber();
  const name = place.name ?? `Person ${number}`;
  const email = `person${number}@invented.example`;
  const schoolId = place.schoolId ?? null;
  const departmentId = place.departmentId ?? null;
  const accountId = place.accountId ?? null;
  const personId = await inTrust(db, trust.id, async (tx) => {
    const person = await tx
      .insertInto('person')
      .values({ trust_id: trust.id, name, email, account_id: accountId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('role_grant')
      .values({
        trust_id: trust.id,
        person_id: person.id,
        role,
        school_id: schoolId,
        department_id: departmentId,
        starts_on: Temporal.PlainDate.from('2020-09-01'),
      })
      .execute();
    return person.id;
  });
  return {
    personId,
    accountId,
    name,
    email,
    trustId: trust.id,
    trustName: trust.name,
    isDemo: false,
    grants: [{ role, schoolId, departmentId }],
  };
}

/** The same person with an account, whose session the cookie `account` of `useFeaturePages` carries. */
export async function withAccount(db: Db, actor: Actor): Promise<Actor> {
  await inTrust(db, actor.trustId, (tx) =>
    tx.updateTable('person').set({ account_id: actor.personId }).where('id', '=', actor.personId).execute(),
  );
  return { ...actor, accountId: actor.personId };
}
