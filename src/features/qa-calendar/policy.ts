import { type Actor, holdsAt } from '#core/access/actor.ts';
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
