/** Behind an average or a share stand at least so many; below that it is “too few to tell”. */
export const fewestToTell = 3;

export type EntryKind = 'data_review' | 'annual_review' | 'department_review' | 'topic_review';
export type EntryState = 'held' | 'stopped' | 'not_held' | 'to_come';

export const entryKinds: Record<EntryKind, string> = {
  data_review: 'Data review',
  annual_review: 'Annual Review',
  department_review: 'Review of a department',
  topic_review: 'Review of a topic',
};

export const entryStates: Record<EntryState, string> = {
  held: 'Held',
  stopped: 'Stopped, with its reason',
  not_held: 'Its days have passed and it is not recorded as held',
  to_come: 'Still to come',
};

type Entry = { ends_on: Temporal.PlainDate; stopped: boolean; held: boolean };

/** Where an entry of the calendar stands on a day. What was held counts as held even before its last day; what was stopped was not held. */
export function entryState(entry: Entry, today: Temporal.PlainDate): EntryState {
  if (entry.held) return 'held';
  if (entry.stopped) return 'stopped';
  return Temporal.PlainDate.compare(entry.ends_on, today) < 0 ? 'not_held' : 'to_come';
}

export type Coverage = { planned: number } & Record<EntryState, number>;

/** How many entries stand where. */
export function coverageOf(entries: readonly Entry[], today: Temporal.PlainDate): Coverage {
  const coverage: Coverage = { planned: entries.length, held: 0, stopped: 0, not_held: 0, to_come: 0 };
  for (const entry of entries) coverage[entryState(entry, today)] += 1;
  return coverage;
}

/** Of how many how many: the parts of a share, which is said only where it says something. */
export type Part = { of: number; there: number };

/** A share as a fraction, or null where fewer than three stand behind it. */
export function shareOf({ of, there }: Part): number | null {
  return of < fewestToTell ? null : there / of;
}

/** `4 of 6`, or why nothing can be told. */
export function partWords(part: Part, none = 'Nothing to count'): string {
  return part.of === 0 ? none : `${part.there} of ${part.of}`;
}

/** Entries that should have been held by now, and those that were. */
export const heldOf = (coverage: Coverage): Part => ({
  of: coverage.held + coverage.not_held,
  there: coverage.held,
});

type Finding = { found_at: Temporal.Instant; answered_at: Temporal.Instant | null };

const london = (moment: Temporal.Instant) => moment.toZonedDateTimeISO('Europe/London').toPlainDate();

/** Days, by London dates, from a finding to its answer, or to today; what was answered before the issue waited no day. */
export function daysWaited(finding: Finding, today: Temporal.PlainDate): number {
  const until = finding.answered_at ? london(finding.answered_at) : today;
  return Math.max(0, london(finding.found_at).until(until, { largestUnit: 'days' }).days);
}

/** The middle one of the numbers in order, or the mean of the two in the middle; null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export type Waiting = {
  findings: number;
  answered: number;
  /** Days from finding to first action, over those that were answered; null where fewer than three were. */
  median: number | null;
  longest: number | null;
  /** Days that the oldest finding without an action has waited so far; null where none waits. */
  oldestOpen: number | null;
};

/** How long findings waited for an action of the plan. */
export function waitingOf(findings: readonly Finding[], today: Temporal.PlainDate): Waiting {
  const days = (some: readonly Finding[]) => some.map((finding) => daysWaited(finding, today));
  const answered = days(findings.filter((finding) => finding.answered_at !== null));
  const open = days(findings.filter((finding) => finding.answered_at === null));
  return {
    findings: findings.length,
    answered: answered.length,
    median: answered.length < fewestToTell ? null : medianOf(answered),
    longest: answered.length === 0 ? null : Math.max(...answered),
    oldestOpen: open.length === 0 ? null : Math.max(...open),
  };
}

export type TwoGrades = { own_position: number; trust_position: number };
export type Bias = { of: number; better: number; same: number; worse: number };

/** In how many areas the school saw itself better, the same or worse than the Trust. Position 1 is the best grade of its scale; pairs are of one framework each. */
export function biasOf(pairs: readonly TwoGrades[]): Bias {
  const count = (is: (pair: TwoGrades) => boolean) => pairs.filter(is).length;
  return {
    of: pairs.length,
    better: count((pair) => pair.own_position < pair.trust_position),
    same: count((pair) => pair.own_position === pair.trust_position),
    worse: count((pair) => pair.own_position > pair.trust_position),
  };
}

/** `better in 3 of 5 areas`, `the same in all 4 areas`, or that nothing can be told. */
export function biasWords({ of, better, same, worse }: Bias): string {
  if (of < fewestToTell) return 'Too few to tell';
  if (same === of) return `The same in all ${of} areas`;
  const parts = [
    better > 0 ? `better in ${better}` : '',
    worse > 0 ? `worse in ${worse}` : '',
    same > 0 ? `the same in ${same}` : '',
  ].filter(Boolean);
  const said = parts.join(', ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} of ${of} areas`;
}

/** A judgement stands on several legs where evidence of two kinds or more speaks to it. */
export const enoughKinds = 2;

type AreaEvidence = { kinds: readonly string[]; newest_on: Temporal.PlainDate | null };

/** Of the areas that are judged, those to which evidence of two kinds or more speaks. */
export const wellGrounded = (areas: readonly AreaEvidence[]): Part => ({
  of: areas.length,
  there: areas.filter((area) => area.kinds.length >= enoughKinds).length,
});

/** Days since the newest piece; null where there is none. */
export function ageInDays(newest: Temporal.PlainDate | null, today: Temporal.PlainDate): number | null {
  return newest === null ? null : newest.until(today, { largestUnit: 'days' }).days;
}

/** The area that has waited longest for new evidence, in days; null where no area has any. */
export function oldestNewest(areas: readonly AreaEvidence[], today: Temporal.PlainDate): number | null {
  const ages = areas.flatMap((area) => ageInDays(area.newest_on, today) ?? []);
  return ages.length === 0 ? null : Math.max(...ages);
}

/** `12 days`, `1 day`; a median between two days keeps its half. */
export function daysWords(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-GB')} days`;
}
