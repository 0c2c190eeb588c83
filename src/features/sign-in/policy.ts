import type { Actor } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Only the people of a demonstration are signed in by a button; `isDemo` is what the trust's own row says. */
export function maySignInWithoutPassword(person: { isDemo: boolean }): Decision {
  return allowIf(person.isDemo, 'Only a demonstration lets people in without a password.');
}

/** An account is its owner's own business. */
export function mayChangeAccount(actor: Actor, personId: string): Decision {
  return allowIf(actor.personId === personId, 'This is somebody else’s account.');
}
