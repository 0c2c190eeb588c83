import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Term dates decide when reviews, meetings and approvals are due, so only an administrator of the trust enters them. */
export function mayEnterTermDates(actor: Actor): Decision {
  return allowIf(holdsAt(actor, 'trust:administer', null), 'Only an administrator of the trust may enter term dates.');
}

/** Weeks of tests keep reviews away, so whoever answers for the calendar enters them too. */
export function mayEnterExamWeeks(actor: Actor): Decision {
  return allowIf(
    hasRole(actor, 'administrator') || hasRole(actor, 'executive_principal'),
    'An administrator of the trust or the Executive Principal enters the weeks of tests and examinations.',
  );
}
