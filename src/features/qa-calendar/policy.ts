import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';
import type { AnsweringSide } from './tables.ts';

/** The leaders of the Trust plan the calendar of all its schools. */
export function mayPlan(actor: Actor): Decision {
  return allowIf(plans(actor), 'The Executive Principal and the leaders of the Trust plan the QA calendar.');
}

export const plans = (actor: Actor): boolean => holdsAt(actor, 'qa-calendar:plan', null);

/** For which side the actor answers at a school; null for neither. */
export function sideOf(actor: Actor, schoolId: string): AnsweringSide | null {
  const holdsRole = (role: 'head_teacher' | 'staff_representative') =>
    actor.grants.some((grant) => grant.role === role && grant.schoolId === schoolId);
  if (holdsRole('head_teacher')) return 'head';
  return holdsRole('staff_representative') ? 'staff' : null;
}

export function mayAnswer(actor: Actor, schoolId: string): Decision {
  return allowIf(
    sideOf(actor, schoolId) !== null,
    'The head teacher answers for the school, and a staff representative for its staff.',
  );
}

/** That nobody speaks for the staff is said by the head, or by whoever plans. */
export function maySayNobody(actor: Actor, schoolId: string): Decision {
  return allowIf(
    plans(actor) || sideOf(actor, schoolId) === 'head',
    'The head teacher, or whoever plans the calendar, says that nobody could be found.',
  );
}

/**
 * Whether the way from an entry to its review is offered: to those who prepare and lead reviews, and to the leaders of the school and of the department once
 * the review has been shared with them. Reviewers from outside come to theirs by their own list.
 */
export function mayFollowReview(
  actor: Actor,
  entry: { school_id: string; department_id: string | null },
  shared: boolean,
): boolean {
  if (holdsAt(actor, 'review:lead', entry.school_id)) return true;
  if (!shared) return false;
  if (hasRole(actor, 'head_teacher', entry.school_id) || hasRole(actor, 'slt', entry.school_id)) return true;
  return (
    entry.department_id !== null &&
    actor.grants.some((grant) => grant.role === 'middle_leader' && grant.departmentId === entry.department_id)
  );
}
