import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Term dates decide when reviews, meetings and approvals are due, so only an administrator of the trust enters them. */
export function mayEnterTermDates(actor: Actor): Decision {
  return allowIf(holdsAt(actor, 'trust:administer', null), 'Only an administrator of the trust may enter term dates.');
}
