import { type Actor, hasRole, holds } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import { type Role, roleNames, roles } from '#core/access/roles.ts';

/**
 * Roles that an Executive Principal does not give or take: their own, those of the people whom they answer to (trustees and the clerk who serves
 * them), and the administrator's, who could let anybody into anything.
 */
const aboveExecutivePrincipal: readonly Role[] = ['administrator', 'executive_principal', 'trustee', 'clerk'];

/** Roles that the actor may give and take. Heads and others who see people give none. */
export function grantableRoles(actor: Actor): readonly Role[] {
  if (hasRole(actor, 'administrator')) return roleNames;
  if (hasRole(actor, 'executive_principal')) return roleNames.filter((role) => !aboveExecutivePrincipal.includes(role));
  return [];
}

export function mayManagePeople(actor: Actor): Decision {
  return allowIf(
    holds(actor, 'people:manage'),
    'Only an administrator or the Executive Principal changes people and roles.',
  );
}

export function mayGrantRole(actor: Actor, role: Role): Decision {
  return allowIf(
    grantableRoles(actor).includes(role),
    `You may not give or end the role ${roles[role].label}; an administrator may.`,
  );
}

/**
 * Whoever changes somebody's e-mail address or sends them a link could become them, so that takes sway over every role they hold or will hold.
 */
export function mayManagePerson(actor: Actor, held: readonly Role[]): Decision {
  const manage = mayManagePeople(actor);
  if (!manage.allowed) return manage;
  const beyond = held.find((role) => !grantableRoles(actor).includes(role));
  return beyond
    ? refused(`This person holds the role ${roles[beyond].label}: only an administrator may change them.`)
    : allowed;
}

export function mayReadMail(actor: Actor): Decision {
  return allowIf(holds(actor, 'trust:administer'), 'Only an administrator reads mail that has not been sent.');
}
