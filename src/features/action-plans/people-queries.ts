import { roles, rolesFromOutside } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';

/** Those who can own a part of a school's plan: whoever holds a role at the school or leads in the trust today, by name. */
export async function possibleOwners(ctx: Ctx, schoolId: string): Promise<{ id: string; label: string }[]> {
  const rows = await ctx.db
    .selectFrom('person')
    .innerJoin('role_grant', 'role_grant.person_id', 'person.id')
    .select(['person.id', 'person.name', 'role_grant.role'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where('role_grant.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('role_grant.ends_on', 'is', null), eb('role_grant.ends_on', '>=', ctx.today)]))
    .where((eb) =>
      eb.or([
        eb('role_grant.school_id', '=', schoolId),
        eb('role_grant.role', 'in', ['executive_principal', 'trust_leader', 'teaching_learning']),
      ]),
    )
    .where('role_grant.role', 'not in', ['lgb_member', ...rolesFromOutside])
    .orderBy('person.name')
    .execute();
  const people = new Map<string, { id: string; label: string }>();
  for (const row of rows)
    if (!people.has(row.id))
      people.set(row.id, { id: row.id, label: `${row.name}, ${roles[row.role].label.toLowerCase()}` });
  return [...people.values()];
}

/** The other schools of the trust, which can second a senior leader. Which schools the trust has is open to everybody in it. */
export async function otherSchools(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('school')
    .select(['id', 'name'])
    .where('id', '!=', schoolId)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
}
