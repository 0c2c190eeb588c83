import { type Actor, hasRole } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

const day = Temporal.PlainDate;

type Asked = {
  asked_by: string;
  answer: 'let_read' | 'refused' | null;
  until_on: Temporal.PlainDate | null;
  ended_at: Temporal.Instant | null;
};

/** How long minutes may be read on request, at most, in days from the day of the answer. */
export const longestReading = 28;
/** What is offered: two weeks, the time to a meeting of the board. */
export const usualReading = 14;

export type RequestState = 'unanswered' | 'open' | 'refused' | 'over';

/** Where a request stands on a day. */
export function requestState(request: Asked, today: Temporal.PlainDate): RequestState {
  if (request.answer === null) return 'unanswered';
  if (request.answer === 'refused') return 'refused';
  const past = request.until_on === null || day.compare(request.until_on, today) < 0;
  return past || request.ended_at !== null ? 'over' : 'open';
}

export const requestWords: Record<RequestState, string> = {
  unanswered: 'The Executive Principal has not answered',
  open: 'May be read',
  refused: 'Refused',
  over: 'The time to read them is over',
};

/** Whoever asked reads, while they are a trustee and the time runs. */
export function mayReadOnRequest(actor: Actor, request: Asked, today: Temporal.PlainDate): Decision {
  return allowIf(
    request.asked_by === actor.personId && hasRole(actor, 'trustee') && requestState(request, today) === 'open',
    'These minutes are not open to you. Ask for them again if you need them.',
  );
}

/** The chair of trustees, or a trustee who acts for the chair, asks; whether it is right is the Executive Principal's to say. */
export function mayAskForMinutes(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'trustee'), 'Only trustees ask to read minutes.');
}

/** The Executive Principal answers, and ends a reading early; never for a request of their own. */
export function mayAnswerRequest(actor: Actor, request: Asked): Decision {
  return allowIf(
    hasRole(actor, 'executive_principal') && request.asked_by !== actor.personId,
    'The Executive Principal says whether minutes may be read.',
  );
}
