import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';

/** Whoever recorded it, the Executive Principal and trust leaders: nobody else may alter what somebody saw, the school's own head included. */
export function mayChange(
  actor: Actor,
  evidence: { school_id: string; recorded_by: string; withdrawn_at: Temporal.Instant | null },
): Decision {
  if (!holdsAt(actor, 'evidence:write', evidence.school_id))
    return refused('Your role does not include changing evidence at this school.');
  if (evidence.withdrawn_at !== null) return refused('This evidence has been withdrawn, so it stays as it is.');
  if (evidence.recorded_by === actor.personId) return allowed;
  if (hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader')) return allowed;
  return refused(
    'Only the person who recorded this evidence, the Executive Principal or a trust leader may change it.',
  );
}

/** The observed person, and the leaders of the school in its name: their words stay beside the evidence. Whoever recorded it corrects it instead. */
export function mayReply(
  actor: Actor,
  evidence: { school_id: string; recorded_by: string; observed_id: string | null },
): Decision {
  if (evidence.recorded_by === actor.personId)
    return refused('You recorded this. If something is not right, correct it: the earlier version is kept.');
  const leads = actor.grants.some(
    (grant) => (grant.role === 'head_teacher' || grant.role === 'slt') && grant.schoolId === evidence.school_id,
  );
  return allowIf(
    evidence.observed_id === actor.personId || leads,
    'The person who was observed and the leaders of the school reply to evidence.',
  );
}
