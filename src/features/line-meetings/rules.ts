import { fortnightlyDue, type TermWeek } from '#core/academic-year/rules.ts';
import type { MoveReason, Side } from './tables.ts';

const day = Temporal.PlainDate;
type Day = Temporal.PlainDate;

export const moveReasons: Record<MoveReason, string> = {
  illness: 'Somebody was ill',
  school: 'Something at the school',
  trust: 'Something at the Trust',
  other: 'Another reason',
};
export const moveReasonNames = Object.keys(moveReasons) as [MoveReason, ...MoveReason[]];

export type MeetingRow = {
  slot_on: Day | null;
  planned_on: Day;
  held_on: Day | null;
  cancelled_at: Temporal.Instant | null;
  version: number;
  correcting_since: Temporal.Instant | null;
};

export type Answer = { side: Side; of_version: number; agrees: boolean };

export type MeetingState =
  | 'planned'
  | 'missed'
  | 'cancelled'
  | 'begun'
  | 'circulated'
  | 'correcting'
  | 'confirmed'
  | 'disputed';

export const stateWords: Record<MeetingState, string> = {
  planned: 'Planned',
  missed: 'Missed: its day has passed',
  cancelled: 'Cancelled',
  begun: 'Held; the minutes are not circulated yet',
  circulated: 'Held; the minutes are not confirmed by both yet',
  correcting: 'Held; the minutes are being corrected',
  confirmed: 'Held, and the minutes confirmed by both',
  disputed: 'Held; one side sees the minutes differently',
};

/**
 * Where a meeting stands on a day. It is missed once its day has passed and nobody began, moved or cancelled it. An answer counts for the version of the minutes
 * that it was given to: a correction asks both again.
 */
export function stateOf(meeting: MeetingRow, answers: readonly Answer[], today: Day): MeetingState {
  if (meeting.cancelled_at) return 'cancelled';
  if (meeting.held_on === null) return day.compare(meeting.planned_on, today) < 0 ? 'missed' : 'planned';
  if (meeting.version === 0) return 'begun';
  if (meeting.correcting_since) return 'correcting';
  const given = (side: Side) =>
    answers.findLast((answer) => answer.side === side && answer.of_version === meeting.version);
  const both = [given('holder'), given('head')];
  if (both.some((answer) => answer?.agrees === false)) return 'disputed';
  return both.every((answer) => answer?.agrees) ? 'confirmed' : 'circulated';
}

/** Who has not yet said whether the minutes are right. */
export function sidesToAnswer(meeting: MeetingRow, answers: readonly Answer[]): Side[] {
  if (meeting.version === 0 || meeting.correcting_since) return [];
  return (['holder', 'head'] as const).filter(
    (side) => !answers.some((answer) => answer.side === side && answer.of_version === meeting.version),
  );
}

/** True while the two of them write: the meeting has begun and its minutes are not circulated, or are being corrected. */
export const isBeingWritten = (meeting: MeetingRow): boolean =>
  meeting.held_on !== null && (meeting.version === 0 || meeting.correcting_since !== null);

export type Counts = {
  /** Meetings of the series whose day has come, without those cancelled. */
  due: number;
  /** Meetings of the series that were held, and those held in between. */
  held: number;
  between: number;
  moved: number;
  cancelled: number;
  missed: number;
  /** How many were missed one after the other up to today, since the last that was held. */
  streak: number;
  lastHeldOn: Day | null;
  /** The last day by which the next should be, two term weeks after the last; null where the term dates do not reach so far. */
  dueBy: Day | null;
  overdue: boolean;
  nextOn: Day | null;
};

/** What the board sees of a school's meetings: numbers and days, never a word of what was said. `weeks` run over this year and the next. */
export function countMeetings(
  meetings: readonly (MeetingRow & { moved: boolean })[],
  firstOn: Day | null,
  weeks: readonly TermWeek[],
  today: Day,
): Counts {
  const state = (meeting: MeetingRow) => stateOf(meeting, [], today);
  const passed = meetings
    .filter((meeting) => meeting.held_on !== null || state(meeting) === 'missed')
    .toSorted((a, b) => day.compare(a.held_on ?? a.planned_on, b.held_on ?? b.planned_on));
  const held = passed.filter((meeting) => meeting.held_on !== null);
  const ofSeries = (meeting: MeetingRow) => meeting.slot_on !== null;
  const missed = passed.filter((meeting) => meeting.held_on === null && ofSeries(meeting));
  const lastHeld = passed.findLastIndex((meeting) => meeting.held_on !== null);
  const lastHeldOn = held.at(-1)?.held_on ?? null;
  const dueBy = lastHeldOn ? fortnightlyDue(weeks, lastHeldOn) : firstOn;
  const next = meetings
    .filter((meeting) => state(meeting) === 'planned')
    .map((meeting) => meeting.planned_on)
    .toSorted(day.compare);
  return {
    due: held.filter(ofSeries).length + missed.length,
    held: held.filter(ofSeries).length,
    between: held.length - held.filter(ofSeries).length,
    moved: meetings.filter((meeting) => meeting.moved).length,
    cancelled: meetings.filter((meeting) => meeting.cancelled_at !== null).length,
    missed: missed.length,
    streak: passed.slice(lastHeld + 1).filter(ofSeries).length,
    lastHeldOn,
    dueBy,
    overdue: dueBy !== null && day.compare(dueBy, today) < 0,
    nextOn: next[0] ?? null,
  };
}

/** How often an action has been carried over: the meetings held after the one that agreed it, while it was open. */
export function timesCarried(agreedOn: Day, endedOn: Day | null, heldOn: readonly Day[]): number {
  return heldOn.filter((on) => day.compare(on, agreedOn) > 0 && (endedOn === null || day.compare(on, endedOn) <= 0))
    .length;
}
