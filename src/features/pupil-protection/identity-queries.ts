import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import './tables.ts';

export type IdentitySetting = {
  schoolId: string | null;
  keeps: IdentityKept;
  changedAt: Temporal.Instant;
  by: string;
  why: string | null;
};

/** What the trust and the reader's schools have chosen to keep. */
export async function identitySettings(ctx: Ctx): Promise<IdentitySetting[]> {
  const rows = await ctx.db
    .selectFrom('data_protection_setting as d')
    .innerJoin('person as p', 'p.id', 'd.changed_by')
    .select(['d.school_id', 'd.keeps', 'd.changed_at', 'd.why', 'p.name'])
    .where('d.trust_id', '=', ctx.actor.trustId)
    .where((eb) => eb.or([eb('d.school_id', 'is', null), inScope(ctx.scope, 'd.school_id')]))
    .execute();
  return rows.map((row) => ({
    schoolId: row.school_id,
    keeps: row.keeps,
    changedAt: row.changed_at,
    by: row.name,
    why: row.why,
  }));
}

/** The schools that a choice is for: the one, or all of the trust that have made none of their own. */
export async function schoolsConcerned(ctx: Ctx, schoolId: string | null): Promise<{ id: string; name: string }[]> {
  const schools = await ctx.db
    .selectFrom('school')
    .select(['id', 'name'])
    .where('trust_id', '=', ctx.actor.trustId)
    .orderBy('name')
    .execute();
  if (schoolId !== null) return schools.filter((school) => school.id === schoolId);
  const own = (await identitySettings(ctx)).flatMap((setting) => setting.schoolId ?? []);
  return schools.filter((school) => !own.includes(school.id));
}

/** What stands in the records of some schools today, for a page that says what a choice would drop. */
export async function identityStored(ctx: Ctx, schoolIds: readonly string[]) {
  const found = await sql<{ pupils: number; names: number; upns: number; birthdays: number; numberless: number }>`
    select count(*)::int as pupils, count(*) filter (where surname is not null or forename is not null)::int as names,
      count(*) filter (where upn is not null or former_upn is not null)::int as upns, count(*) filter (where born_on is not null)::int as birthdays,
      count(*) filter (where reference is null)::int as numberless
    from pupil where trust_id = ${ctx.actor.trustId} and school_id = any(${[...schoolIds]}::uuid[])`.execute(ctx.db);
  return found.rows[0] ?? { pupils: 0, names: 0, upns: 0, birthdays: 0, numberless: 0 };
}

export const schoolNames = async (ctx: Ctx): Promise<ReadonlyMap<string, string>> =>
  new Map((await listSchools(ctx)).map((school) => [school.id, school.name]));
