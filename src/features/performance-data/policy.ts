import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Published figures are the whole trust's: whoever imports or withdraws holds the permission for all its schools. */
export function mayImport(actor: Actor): Decision {
  return allowIf(
    holdsAt(actor, 'published-data:import', null),
    'Published data is imported by the trust’s leaders and administrators.',
  );
}
