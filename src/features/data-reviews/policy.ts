import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';
import type { Side } from './rules.ts';

/** The Trust and the leaders of the school record the meeting that they held together. */
export function mayRecord(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'data-review:record', schoolId),
    'Leaders of the Trust and of the school record the data review.',
  );
}

/** The Trust calls the meeting. */
export function mayPlan(actor: Actor): Decision {
  return allowIf(
    hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader'),
    'A leader of the Trust plans the data review.',
  );
}

/** For which side the actor can confirm; null for neither. */
export function sideOf(actor: Actor, schoolId: string): Side | null {
  if (hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader')) return 'trust';
  return actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId) ? 'school' : null;
}

export function mayConfirm(actor: Actor, schoolId: string): Decision {
  return allowIf(
    sideOf(actor, schoolId) !== null,
    'The head teacher confirms for the school, and a leader of the Trust for the Trust.',
  );
}

/** Whoever follows a line up answers it, and those who record the meeting may. */
export function mayAnswer(actor: Actor, line: { school_id: string; owner_id: string | null }): Decision {
  return allowIf(
    line.owner_id === actor.personId || holdsAt(actor, 'data-review:record', line.school_id),
    'Whoever follows the line of enquiry up, or a leader, answers it.',
  );
}
