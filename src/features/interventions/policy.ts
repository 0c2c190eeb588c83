import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** The rules decide what happens to schools, so only the Executive Principal changes them. */
export function mayChangeRules(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'Only the Executive Principal changes what a grade sets off.');
}

export function mayCloseIntervention(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'Only the Executive Principal ends an intervention.');
}

export function mayProposeLeadership(actor: Actor, intervention: { may_lead: boolean }): Decision {
  if (!intervention.may_lead)
    return {
      allowed: false,
      why: 'Direct leadership follows only from a judgement whose rule allows it, such as a 4.',
    };
  return allowIf(hasRole(actor, 'executive_principal'), 'Only the Executive Principal proposes direct leadership.');
}

/** The board decides; a trustee or the clerk records it, never the Executive Principal who proposed it. */
export function mayRecordAuthority(actor: Actor, leadership: { proposed_by: string; leader_id: string }): Decision {
  if (leadership.proposed_by === actor.personId)
    return { allowed: false, why: 'You proposed this, so somebody else records what the board decided.' };
  if (leadership.leader_id === actor.personId)
    return { allowed: false, why: 'You would lead this, so somebody else records what the board decided.' };
  return allowIf(
    holdsAt(actor, 'plan:decide', null) && !hasRole(actor, 'executive_principal'),
    'A decision of the board is recorded by a trustee or the clerk.',
  );
}

export function mayHandBack(actor: Actor): Decision {
  return allowIf(
    hasRole(actor, 'executive_principal'),
    'Only the Executive Principal hands the leadership back to the school.',
  );
}
