import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Only an administrator of the trust changes what a school is: its name, ages and dates decide what others may judge and see. */
export function mayManageSchools(actor: Actor): Decision {
  return allowIf(
    holdsAt(actor, 'school:manage', null),
    'Only an administrator of the trust may change the details of a school.',
  );
}
