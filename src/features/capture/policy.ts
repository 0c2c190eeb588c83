import { type Actor, holds } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Whoever may write visit notes anywhere may send them from a device; the note's own policy says at which school. */
export function mayCapture(actor: Actor): Decision {
  return allowIf(holds(actor, 'monitoring:write'), 'Your role does not include visit notes any more.');
}
