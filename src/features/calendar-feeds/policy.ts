import { type Actor, holds, holdsAt, scopeOf } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';
import type { Reach } from './tables.ts';

/** What a feed may reach: one's own part always; a school, or the trust, where its calendar may be read. Asked when it is made, and each time it is read. */
export function mayReach(actor: Actor, reach: Reach, schoolId: string | null): Decision {
  switch (reach) {
    case 'own':
      return allowIf(holds(actor, 'own-account'), 'You hold no role any more.');
    case 'school':
      return allowIf(
        schoolId !== null && holdsAt(actor, 'qa-calendar:read', schoolId),
        'Your role does not include the calendar of this school.',
      );
    case 'trust':
      return allowIf(
        scopeOf(actor, 'qa-calendar:read').schools === 'all',
        'Your role does not include the calendar of the whole trust.',
      );
  }
}
