import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision, refused } from '#core/access/decision.ts';

const isPrincipal = (actor: Actor): boolean => hasRole(actor, 'executive_principal');

/** The rules decide what happens to schools, so only the Executive Principal changes them. */
export function mayChangeRules(actor: Actor): Decision {
  return allowIf(isPrincipal(actor), 'Only the Executive Principal changes what a grade sets off.');
}

export function mayCloseIntervention(actor: Actor): Decision {
  return allowIf(isPrincipal(actor), 'Only the Executive Principal ends an intervention.');
}

export function mayProposeLeadership(actor: Actor, intervention: { may_lead: boolean }): Decision {
  if (!intervention.may_lead)
    return refused('Direct leadership follows only from a judgement whose rule allows it, such as a 4.');
  return allowIf(isPrincipal(actor), 'Only the Executive Principal proposes direct leadership.');
}

/** The board decides; a trustee or the clerk records it: never the Executive Principal, who proposed it, nor whoever would lead. */
export function mayRecordAuthority(actor: Actor, leadership: { leader_id: string }): Decision {
  if (isPrincipal(actor))
    return refused(
      'The Executive Principal proposes direct leadership; a trustee or the clerk records what the board decided.',
    );
  if (leadership.leader_id === actor.personId)
    return refused('You would lead this, so somebody else records what the board decided.');
  return allowIf(holdsAt(actor, 'plan:decide', null), 'A decision of the board is recorded by a trustee or the clerk.');
}

export function mayHandBack(actor: Actor): Decision {
  return allowIf(isPrincipal(actor), 'Only the Executive Principal hands the leadership back to the school.');
}
