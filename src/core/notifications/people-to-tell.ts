import { sql } from 'kysely';
import type { Actor, LiveGrant } from '../access/actor.ts';
import { isRole } from '../access/roles.ts';
import { type Process, runAs } from '../access/run-as.ts';
import type { Ctx } from '../context.ts';
import '../organisations/tables.ts';
import '../people/tables.ts';

/** Every trust there is, by its id; the demonstration too. */
export async function trustsThere({ db }: Process): Promise<string[]> {
  const found = await sql<{ id: string }>`select app.trusts_to_watch() as id`.execute(db);
  return found.rows.map((row) => row.id);
}

/** Nobody's work but the clock's: it stands in no list of people, and what it records carries no person. */
export function clockOf(trustId: string): Actor {
  return {
    personId: '',
    accountId: null,
    name: 'Cairn, by the clock',
    email: '',
    trustId,
    trustName: '',
    isDemo: false,
    grants: [{ role: 'administrator', schoolId: null, departmentId: null }],
  };
}

async function peopleOf(ctx: Ctx): Promise<Actor[]> {
  const trust = await ctx.db
    .selectFrom('trust')
    .select(['name', 'is_demo'])
    .where('id', '=', ctx.actor.trustId)
    .executeTakeFirst();
  if (!trust) return [];
  const rows = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.email', 'p.account_id', 'g.role', 'g.school_id', 'g.department_id'])
    .where('p.account_id', 'is not', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .orderBy('p.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap(([first, ...others]): Actor[] =>
    first
      ? [
          {
            personId: first.id,
            accountId: first.account_id,
            name: first.name,
            email: first.email,
            trustId: ctx.actor.trustId,
            trustName: trust.name,
            isDemo: trust.is_demo,
            grants: [first, ...others].flatMap((row): LiveGrant[] =>
              isRole(row.role) ? [{ role: row.role, schoolId: row.school_id, departmentId: row.department_id }] : [],
            ),
          },
        ]
      : [],
  );
}

/** Everybody of a trust who can sign in and holds a role today, each as the actor of their own reading. */
export const peopleToTell = (process: Process, trustId: string): Promise<Actor[]> =>
  runAs(process, clockOf(trustId), 'own-account', peopleOf, { readOnly: true });
