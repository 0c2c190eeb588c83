import { type Permission, rolesWith } from './permissions.ts';
import { type Role, rolesFromOutside } from './roles.ts';

/** A role that is live today, at a school (or department of it) or, where both are null, at the whole trust. */
export type LiveGrant = { role: Role; schoolId: string | null; departmentId: string | null };

/** Who is asking. */
export type Actor = {
  personId: string;
  accountId: string | null;
  name: string;
  email: string;
  trustId: string;
  trustName: string;
  isDemo: boolean;
  grants: readonly LiveGrant[];
};

/** The schools of one trust at which the actor holds one permission. */
export type Scope = { trustId: string; schools: 'all' | readonly string[] };

/** Where the actor holds the permission: every school of the trust, some schools, or (an empty list) nowhere. */
export function scopeOf(actor: Actor, permission: Permission): Scope {
  const roles = rolesWith(permission);
  const holding = actor.grants.filter((grant) => roles.includes(grant.role));
  if (holding.some((grant) => grant.schoolId === null)) return { trustId: actor.trustId, schools: 'all' };
  return { trustId: actor.trustId, schools: [...new Set(holding.flatMap((grant) => grant.schoolId ?? []))] };
}

/** True where the actor holds the permission somewhere. */
export function holds(actor: Actor, permission: Permission): boolean {
  const { schools } = scopeOf(actor, permission);
  return schools === 'all' || schools.length > 0;
}

/** True where the actor holds the permission at this school; `null` asks for the whole trust. */
export function holdsAt(actor: Actor, permission: Permission, schoolId: string | null): boolean {
  const { schools } = scopeOf(actor, permission);
  return schools === 'all' || (schoolId !== null && schools.includes(schoolId));
}

/** True where the actor has this very role at the school, or at the trust. */
export function hasRole(actor: Actor, role: Role, schoolId: string | null = null): boolean {
  return actor.grants.some((grant) => grant.role === role && (grant.schoolId === null || grant.schoolId === schoolId));
}

const outside: ReadonlySet<Role> = new Set(rolesFromOutside);

/** True for somebody who works at the school or governs it today, whatever else they do: they do not judge it for the trust. */
export function belongsToSchool(actor: Actor, schoolId: string): boolean {
  return actor.grants.some((grant) => grant.schoolId === schoolId && !outside.has(grant.role));
}
