import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision, refused } from '#core/access/decision.ts';

/** The head teacher answers for the school's data; the Executive Principal and administrators may act for the Trust. */
export function mayManage(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'data-system:manage', schoolId),
    'The head teacher of the school, the Executive Principal or an administrator keeps the register of its data systems.',
  );
}

/** Nobody gives themselves access to pupils' data, or keeps their own. */
export function mayGrantTo(actor: Actor, schoolId: string, personId: string): Decision {
  if (personId === actor.personId)
    return refused('Nobody gives themselves access: ask the head teacher or the Executive Principal.');
  return mayManage(actor, schoolId);
}

/** Whoever has access may give it up, too. */
export function mayEnd(actor: Actor, schoolId: string, personId: string): Decision {
  return personId === actor.personId ? { allowed: true } : mayManage(actor, schoolId);
}

/** Who looked at single pupils: the leaders of the school, and who answers for the Trust's data. */
export function mayReadReadings(actor: Actor, schoolId: string): Decision {
  return allowIf(
    actor.grants.some(
      (grant) =>
        (['head_teacher', 'slt', 'data_manager'].includes(grant.role) && grant.schoolId === schoolId) ||
        ['executive_principal', 'administrator'].includes(grant.role),
    ),
    'The leaders and the data manager of the school, the Executive Principal and administrators see who looked at its pupils.',
  );
}
