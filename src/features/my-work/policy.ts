import type { Actor } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** A notice is read by the person it was written to. */
export function mayReadNotice(actor: Actor, notice: { person_id: string }): Decision {
  return allowIf(notice.person_id === actor.personId, 'This notice was written to somebody else.');
}
