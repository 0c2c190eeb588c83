import type { TermDates } from '#core/academic-year/term-dates.ts';
import type { Points } from '#core/evidence/tables.ts';
import { longDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';

export const noteKinds = { learning_walk: 'Learning walk', drop_in: 'Drop-in', visit: 'Visit' } as const;
export type NoteKind = keyof typeof noteKinds;
export const noteKindNames = Object.keys(noteKinds) as [NoteKind, ...NoteKind[]];

export const pointsWords: Record<Points, string> = {
  strength: 'A strength',
  development: 'Something to develop',
  mixed: 'Some of both',
};
export const pointsNames = Object.keys(pointsWords) as [Points, ...Points[]];

export const reasonTypes = {
  criterion: 'Plan line',
  enquiry: 'Line of enquiry',
  activity: 'Activity of a review',
} as const;
export type ReasonType = keyof typeof reasonTypes;

/** The one reason of a note, as forms and devices write it: `criterion:<id>`. */
export function reasonKey(type: ReasonType, id: string): string {
  return `${type}:${id}`;
}

const keyForm = /^(criterion|enquiry|activity):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What a key names; null for none and for what is no key. */
export function parseReason(key: string | null): { type: ReasonType; id: string } | null {
  const [, type, id] = keyForm.exec(key ?? '') ?? [];
  return type && id ? { type: type as ReasonType, id } : null;
}

/** The columns of a note that hold its reason. */
export function reasonColumns(key: string | null) {
  const reason = parseReason(key);
  const of = (type: ReasonType) => (reason?.type === type ? reason.id : null);
  return { criterion_id: of('criterion'), enquiry_id: of('enquiry'), activity_id: of('activity') };
}

/** The key of a note's reason; null where it has none yet. */
export function reasonOf(note: {
  criterion_id: string | null;
  enquiry_id: string | null;
  activity_id: string | null;
}): string | null {
  if (note.criterion_id) return reasonKey('criterion', note.criterion_id);
  if (note.enquiry_id) return reasonKey('enquiry', note.enquiry_id);
  return note.activity_id ? reasonKey('activity', note.activity_id) : null;
}

/** What somebody writes of one visit, on the form or on a device. */
export type NoteFields = {
  schoolId: string;
  departmentId: string | null;
  kind: NoteKind;
  happenedOn: Temporal.PlainDate;
  reason: string | null;
  words: string;
  points: Points;
  areaIds: readonly string[];
  tags: readonly string[];
  observedId: string | null;
  observedMinutes: number | null;
  overWhy: string | null;
};

export type NoteState = 'draft' | 'recorded' | 'added' | 'thrown_away' | 'withdrawn';

export const stateWords: Record<NoteState, string> = {
  draft: 'Not recorded yet',
  recorded: 'Recorded',
  added: 'Added to an earlier note',
  thrown_away: 'Thrown away',
  withdrawn: 'Withdrawn',
};

type Moment = Temporal.Instant | null;

/** Where a note stands. */
export function stateOf(note: {
  recorded_at: Moment;
  added_at: Moment;
  thrown_away_at: Moment;
  withdrawn_at: Moment;
}): NoteState {
  if (note.withdrawn_at) return 'withdrawn';
  if (note.recorded_at) return 'recorded';
  if (note.added_at) return 'added';
  return note.thrown_away_at ? 'thrown_away' : 'draft';
}

/** The longest text of one note: what takes longer to write is no note. */
export const longestWords = 5000;
/** How long a teacher is taken to have been seen where nobody says. */
export const usualMinutes = 15;

/** What is missing before a note can be recorded: one reason, and words. */
export function recordProblems(
  note: Pick<NoteFields, 'reason' | 'words' | 'happenedOn' | 'observedId' | 'observedMinutes'>,
  today: Temporal.PlainDate,
): FieldError[] {
  const problems: FieldError[] = [];
  if (parseReason(note.reason) === null)
    problems.push({ field: 'reason', message: 'Choose the one reason for this visit' });
  if (note.words.trim() === '') problems.push({ field: 'words', message: 'Write what you saw' });
  if (Temporal.PlainDate.compare(note.happenedOn, today) > 0)
    problems.push({ field: 'happenedOn', message: 'The day of the visit cannot be in the future' });
  return problems;
}

/** The title of the piece of evidence; it names no teacher. */
export function titleOf(note: { kind: NoteKind; department: string | null; happenedOn: Temporal.PlainDate }): string {
  return `${noteKinds[note.kind]}${note.department ? `, ${note.department}` : ''}, ${longDate(note.happenedOn)}`;
}

/** How many visits a department has in one week before the page warns of the next. */
export const visitsWithoutWarning = 2;

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** What to say before one more visit to a department in a week; null while there is nothing to say. */
export function visitWarning(department: string, visitsThisWeek: number): string | null {
  if (visitsThisWeek < visitsWithoutWarning) return null;
  const nth = ordinals[visitsThisWeek] ?? `${visitsThisWeek + 1}th`;
  return `This would be the ${nth} visit to ${department} this week. Could it wait, or could one of the notes that are there answer your question?`;
}

/** Monday and Sunday of the week of a day. */
export function weekOf(day: Temporal.PlainDate): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const from = day.subtract({ days: day.dayOfWeek - 1 });
  return { from, until: from.add({ days: 6 }) };
}

export type HalfTermSpan = { number: number; from: Temporal.PlainDate; until: Temporal.PlainDate };

/** The half term that began last on or before a day, up to the day before the next; null where none has been entered or has begun. */
export function halfTermOf(dates: TermDates, day: Temporal.PlainDate): HalfTermSpan | null {
  const index = dates.halfTerms.findLastIndex((half) => Temporal.PlainDate.compare(half.startsOn, day) <= 0);
  const half = dates.halfTerms[index];
  if (!half) return null;
  const next = dates.halfTerms[index + 1];
  const until = next ? next.startsOn.subtract({ days: 1 }) : half.endsOn;
  return { number: half.number, from: half.startsOn, until };
}

export const halfTermNames = ['Autumn 1', 'Autumn 2', 'Spring 1', 'Spring 2', 'Summer 1', 'Summer 2'] as const;

/** A second note joins the first where writer, school, reason and day are the same, and whoever was observed. */
export function saysTheSameVisit(
  one: { happened_on: Temporal.PlainDate; observed_id: string | null; reason: string | null; school_id: string },
  other: { happened_on: Temporal.PlainDate; observed_id: string | null; reason: string | null; school_id: string },
): boolean {
  return (
    one.school_id === other.school_id &&
    one.reason !== null &&
    one.reason === other.reason &&
    one.observed_id === other.observed_id &&
    one.happened_on.equals(other.happened_on)
  );
}

/** Two texts of one visit, the later below the earlier; what is there already is not repeated. */
export function joined(first: string, second: string): string {
  const [a, b] = [first.trim(), second.trim()];
  if (b === '' || a.includes(b)) return a;
  if (a === '' || b.includes(a)) return b;
  return `${a}\n\n${b}`;
}

/**
 * Whether what a device sends goes on from what stands. A device that has seen the newest revision, or that made it, goes on; what says the same is taken as
 * the same; else both are kept.
 */
export function meets(
  stored: { revision: number; changedOn: string | null; text: string },
  sent: { basedOn: number; deviceId: string; text: string },
): 'goes_on' | 'same' | 'apart' {
  if (sent.text === stored.text) return 'same';
  if (sent.basedOn === stored.revision || stored.changedOn === sent.deviceId) return 'goes_on';
  return 'apart';
}
