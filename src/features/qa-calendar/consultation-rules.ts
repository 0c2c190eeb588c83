import type { AnsweringSide } from './tables.ts';

export type Answer = { side: AnsweringSide; agrees: boolean; words: string; answered_at: Temporal.Instant };

export const sideWords: Record<AnsweringSide, string> = { head: 'the head teacher', staff: 'the staff representative' };

/** Where a school's calendar of a year stands. */
export type CalendarState = 'planning' | 'asked' | 'to_move' | 'agreed' | 'published' | 'asked_again' | 'agreed_again';

export const calendarWords: Record<CalendarState, string> = {
  planning: 'Being planned; the school has not been asked',
  asked: 'The school has been asked',
  to_move: 'The school asks to move something',
  agreed: 'Agreed; ready to publish',
  published: 'Published',
  asked_again: 'Published; changed since, and the school has been asked again',
  agreed_again: 'Published; the change is agreed and can be published',
};

export type Standing = {
  /** The newest version that the school was asked about; null where it never was. */
  asked: { version: number; askedAt: Temporal.Instant } | null;
  /** Answers to that version, oldest first. */
  answers: readonly Answer[];
  openRequests: number;
  representatives: number;
  nobodySaid: boolean;
  publishedAt: Temporal.Instant | null;
};

const newestOf = (answers: readonly Answer[], side: AnsweringSide) =>
  answers.findLast((answer) => answer.side === side);

/** The sides that have not agreed to the calendar as it stands. Nobody is waited for where it has been said that nobody speaks for the staff. */
export function notAgreed(standing: Standing): AnsweringSide[] {
  const sides: AnsweringSide[] = standing.representatives === 0 && standing.nobodySaid ? ['head'] : ['head', 'staff'];
  return sides.filter((side) => newestOf(standing.answers, side)?.agrees !== true);
}

/** Where the calendar stands, from what was asked, answered and published. */
export function stateOf(standing: Standing): CalendarState {
  const { asked, publishedAt } = standing;
  const again = publishedAt !== null && asked !== null && Temporal.Instant.compare(asked.askedAt, publishedAt) > 0;
  if (publishedAt !== null && !again) return 'published';
  if (asked === null) return 'planning';
  if (notAgreed(standing).length === 0) return again ? 'agreed_again' : 'agreed';
  if (again) return 'asked_again';
  return standing.openRequests > 0 ? 'to_move' : 'asked';
}

/** Why the calendar cannot be published without a reason; null where both have agreed to it as it stands. */
export function againstPublishing(standing: Standing): string | null {
  if (standing.asked === null) return 'The school has not been asked yet.';
  const missing = notAgreed(standing);
  if (missing.length === 0) return null;
  if (missing.includes('staff') && standing.representatives === 0)
    return `${missing.includes('head') ? 'The head teacher has not agreed, and the' : 'The'} school has no staff representative and nobody has said why.`;
  const words = missing.map((side) => sideWords[side]).join(' and ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${missing.length === 1 ? 'has' : 'have'} not agreed to the calendar as it stands.`;
}
