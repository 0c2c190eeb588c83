import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** The head teacher writes it, or senior leaders of the school draft it; nobody else reads a draft. */
export function mayWriteAnalysis(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot-analysis:write', schoolId),
    'The head teacher or a senior leader of the school writes the analysis.',
  );
}

export function mayPresent(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot-analysis:present', schoolId),
    'The head teacher of the school presents the analysis.',
  );
}

/** The Executive Principal, trust leaders and the school's governors ask about what was presented. */
export function mayAskQuestion(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot-analysis:question', schoolId),
    'The Executive Principal, leaders of the Trust and governors of the school ask questions of an analysis.',
  );
}

/** The head teacher answers for the school. */
export function mayAnswer(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot-analysis:present', schoolId),
    'The head teacher of the school answers questions about the analysis.',
  );
}

export type ReceivedAs = 'executive_principal' | 'lgb_member';

/** As what the actor is given the paper of a school, or null. */
export function receivesAs(actor: Actor, schoolId: string): ReceivedAs | null {
  if (hasRole(actor, 'lgb_member', schoolId)) return 'lgb_member';
  return hasRole(actor, 'executive_principal') ? 'executive_principal' : null;
}

export function mayReceivePaper(actor: Actor, schoolId: string): Decision {
  return allowIf(
    receivesAs(actor, schoolId) !== null,
    'The analysis is presented to the Executive Principal and the local governing body.',
  );
}

/** Who sees that an analysis is being written, or has not been begun: its writers and the leaders of the Trust. What it says they see only once presented. */
export function seesProgress(actor: Actor, schoolId: string): boolean {
  return (
    holdsAt(actor, 'snapshot-analysis:write', schoolId) ||
    hasRole(actor, 'executive_principal') ||
    hasRole(actor, 'trust_leader')
  );
}
