import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** The leaders of the school and of the Trust enter observations, so that the limits see all of them. */
export function mayRecordWorkload(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'workload:record', schoolId),
    'Leaders of the school and of the Trust enter observations.',
  );
}

/** The term's account is given by those who can see what was planned and why. */
export function mayGiveAccount(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'workload:record', schoolId),
    'Leaders of the school and of the Trust give the account of a term.',
  );
}

/** The limits hold for the whole trust, and the Executive Principal answers for them. */
export function maySetLimits(actor: Actor): Decision {
  return allowIf(holdsAt(actor, 'workload:limits', null), 'The Executive Principal changes the limits.');
}
