import type { Rag } from './tables.ts';

const day = Temporal.PlainDate;
type Day = Temporal.PlainDate;

/** Progress as it was noted last, in words that are ready to print. */
export type LastEntry = { on: Day; rag: Rag; value: string; reason: string; by: string };

/** A criterion that its last entry calls reached asks for nothing more. */
export const isReached = (last: LastEntry | null): boolean => last?.rag === 'blue';

/**
 * True where a meeting should look at a criterion: it is not reached, and nothing was noted since the last meeting, or its day comes within a fortnight or has
 * passed.
 */
export function isDue(last: LastEntry | null, byWhen: Day | null, lastMeetingOn: Day | null, meetingOn: Day): boolean {
  if (isReached(last)) return false;
  if (last === null || lastMeetingOn === null) return true;
  if (byWhen !== null && day.compare(byWhen, meetingOn.add({ days: 14 })) <= 0) return true;
  return day.compare(last.on, lastMeetingOn) <= 0;
}

/** What has been written on a criterion; null where nobody has written anything. */
export type Line = {
  value_number: string | null;
  value_words: string | null;
  rag: Rag | null;
  reason: string | null;
  not_discussed: string | null;
};

/** What a line still lacks to go into the minutes; null where it lacks nothing: it says where the criterion stands, rated with a reason, or why it was not discussed. */
export function lineLacks(line: Line | null): string | null {
  if (line === null) return 'has no line: say where it stands, or why it was not discussed';
  if (line.not_discussed !== null)
    return line.rag === null && line.value_number === null && line.value_words === null
      ? null
      : 'says both where it stands and why it was not discussed: take one of the two out';
  const lacks = [
    ...(line.value_number === null && line.value_words === null ? ['where it stands now'] : []),
    ...(line.rag === null ? ['a rating'] : []),
    ...(line.reason === null ? ['the reason for the rating'] : []),
  ];
  return lacks.length === 0 ? null : `lacks ${lacks.join(' and ')}`;
}

/** True where anything was written on a criterion, if not all. */
export const isTouched = (line: Line | null): boolean =>
  line !== null &&
  [line.value_number, line.value_words, line.rag, line.reason, line.not_discussed].some((it) => it !== null);

/** Whether two lines say the same: then a correction records no further progress. */
export function sameLine(one: Line, other: Line): boolean {
  const keys = ['value_number', 'value_words', 'rag', 'reason', 'not_discussed'] as const;
  return keys.every((key) => one[key] === other[key] || (key === 'value_number' && sameNumber(one[key], other[key])));
}

const sameNumber = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && Number(one) === Number(other);

export type Direction = 'better' | 'worse' | 'same';

/** Whether a figure moved for the better; `same` where the difference could be chance or comes of too few pupils. */
export function directionOf(gap: number, real: boolean, higherIsBetter: boolean): Direction {
  if (!real || gap === 0) return 'same';
  return gap > 0 === higherIsBetter ? 'better' : 'worse';
}
