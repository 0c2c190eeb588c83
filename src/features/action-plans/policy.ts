import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import type { Basis, Side } from './tables.ts';

type Plan = { school_id: string; basis: Basis };

const leadsTrust = (actor: Actor) => hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader');

/** Change what the plan says: trust leaders, and the school’s leaders unless the trust has put the plan in place. */
export function mayEditPlan(actor: Actor, plan: Plan): Decision {
  if (leadsTrust(actor)) return allowed;
  if (!holdsAt(actor, 'plan:write', plan.school_id))
    return refused('Only leaders of the school and of the trust change the plan.');
  return allowIf(
    plan.basis !== 'imposed',
    'The trust has put this plan in place, so the trust changes it. You can comment on it.',
  );
}

/** Promise support: it comes from the trust’s central budgets, so only the trust’s leaders do. */
export function mayPromiseSupport(actor: Actor): Decision {
  return allowIf(leadsTrust(actor), 'The support is the trust’s promise, so only trust leaders add or change it.');
}

/** Start a plan by hand. */
export function mayOpenPlan(actor: Actor, schoolId: string, basis: Basis): Decision {
  if (leadsTrust(actor)) return allowed;
  if (!holdsAt(actor, 'plan:write', schoolId))
    return refused('Only leaders of the school and of the trust start a plan.');
  return allowIf(basis === 'school', 'Only the trust starts a plan that it agrees with the school or puts in place.');
}

/** Which side the actor signs for: the head for the school, the Executive Principal for the trust; null where neither. */
export function signingSide(actor: Actor, plan: Plan): Side | null {
  if (actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === plan.school_id)) return 'school';
  return hasRole(actor, 'executive_principal') ? 'trust' : null;
}

export function maySignPlan(actor: Actor, plan: Plan): Decision {
  if (plan.basis !== 'agreed') return refused('Only a plan that school and trust agree is signed by both.');
  return allowIf(
    signingSide(actor, plan) !== null,
    'The head teacher signs for the school and the Executive Principal for the trust.',
  );
}

export function mayPutInPlace(actor: Actor, plan: Plan): Decision {
  if (plan.basis !== 'imposed') return refused('Only after a 4 does the trust put the plan in place.');
  return allowIf(leadsTrust(actor), 'Only trust leaders put a plan in place.');
}

export function mayDeclareReady(actor: Actor, plan: Plan): Decision {
  if (plan.basis !== 'school') return refused('This plan is not the school’s own.');
  return allowIf(
    signingSide(actor, plan) !== null,
    'The head teacher or the Executive Principal says that the plan is ready.',
  );
}

export function mayComment(actor: Actor, plan: Plan): Decision {
  return allowIf(
    holdsAt(actor, 'plan:write', plan.school_id),
    'Only leaders of the school and of the trust comment on the plan.',
  );
}

export function mayRecommend(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'Only the Executive Principal recommends a plan to the board.');
}

/** Record what the board decided: a trustee or the clerk, and never whoever recommends plans to the board. */
export function mayRecordDecision(actor: Actor): Decision {
  if (hasRole(actor, 'executive_principal')) {
    return refused(
      'The Executive Principal recommends the plan; the board approves it. A trustee or the clerk records the decision.',
    );
  }
  return allowIf(
    hasRole(actor, 'trustee') || hasRole(actor, 'clerk'),
    'A trustee or the clerk records what the board decided.',
  );
}

/** Hold the termly review: trust leaders; the head too, unless the trust has put the plan in place. */
export function mayReviewPlan(actor: Actor, plan: Plan): Decision {
  if (leadsTrust(actor)) return allowed;
  if (!holdsAt(actor, 'plan:review', plan.school_id))
    return refused('The head teacher and trust leaders review the plan.');
  return allowIf(plan.basis !== 'imposed', 'The trust has put this plan in place, so the trust reviews it.');
}

/** Close or escalate a plan in its review. */
export function mayEndPlan(actor: Actor): Decision {
  return allowIf(leadsTrust(actor), 'Only trust leaders close or escalate a plan.');
}

/** Record progress, and that an action is done. */
export function mayRecordProgress(actor: Actor, plan: Plan): Decision {
  return allowIf(
    holdsAt(actor, 'plan:write', plan.school_id),
    'Only leaders of the school and of the trust record progress.',
  );
}

export function mayChangeBasis(actor: Actor): Decision {
  return allowIf(
    hasRole(actor, 'executive_principal'),
    'Only the Executive Principal changes on what basis the plan stands.',
  );
}
