import type { Term } from '#core/academic-year/rules.ts';
import type { SnapshotContent, Wanted } from '#core/pupil-data/tables.ts';
import { londonDate, shortDate } from '#platform/clock.ts';

export const wantedNames: Record<Wanted, string> = {
  pupils: 'Pupils: year, SEN, disadvantaged, EAL',
  assessments: 'Assessments and results',
  attendance: 'Attendance',
  suspensions: 'Suspensions and exclusions',
};
export const wantedKinds = Object.keys(wantedNames) as Wanted[];

const missingNames: Record<Wanted, string> = {
  pupils: 'pupils',
  assessments: 'assessments',
  attendance: 'attendance',
  suspensions: 'suspensions and exclusions',
};

/**
 * What was asked for and is not there, in words. No suspension at all is only no gap where the school says that there was none: a rate of 0 made of a file that
 * nobody shared would be a false one.
 */
export function missingFrom(
  wanted: readonly Wanted[],
  content: SnapshotContent,
  { noSuspensions = false }: { noSuspensions?: boolean } = {},
): string[] {
  return wanted
    .filter((kind) => !content[kind] && !(kind === 'suspensions' && noSuspensions))
    .map((kind) => missingNames[kind]);
}

const list = new Intl.ListFormat('en-GB');

/** “pupils, assessments and attendance”. */
export const inWords = (things: readonly string[]): string => list.format(things);

export type SnapshotState = 'taken' | 'taken-late' | 'open' | 'late';

type Due = { due_on: Temporal.PlainDate; taken_at: Temporal.Instant | null };

const after = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) > 0;

/** Where a school's snapshot stands on a day. The due day itself is not late. */
export function snapshotState(snapshot: Due, today: Temporal.PlainDate): SnapshotState {
  if (snapshot.taken_at) return after(londonDate(snapshot.taken_at), snapshot.due_on) ? 'taken-late' : 'taken';
  return after(today, snapshot.due_on) ? 'late' : 'open';
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

/** The same in words: “Taken 9 Oct 2026”, “3 days late”, “Due 16 Oct 2026”. */
export function snapshotWords(snapshot: Due, today: Temporal.PlainDate): string {
  if (snapshot.taken_at) {
    const on = londonDate(snapshot.taken_at);
    const late = on.since(snapshot.due_on).days;
    return `Taken ${shortDate(on)}${late > 0 ? `, ${days(late)} late` : ''}`;
  }
  const late = today.since(snapshot.due_on).days;
  return late > 0 ? `${days(late)} late` : `Due ${shortDate(snapshot.due_on)}`;
}

/** Newest version of each school and collection first; those before it stand behind it. */
export function newestVersions<T extends { collection_id: string; school_id: string; version: number }>(
  snapshots: readonly T[],
): T[] {
  const newest = new Map<string, T>();
  for (const snapshot of snapshots) {
    const key = `${snapshot.collection_id} ${snapshot.school_id}`;
    const before = newest.get(key);
    if (!before || snapshot.version > before.version) newest.set(key, snapshot);
  }
  return [...newest.values()];
}

export type AskedFor = {
  academicYear: number;
  term: Term;
  dataOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
};

/** Why a collection cannot be asked for so; empty when it can. A field's name goes with each. */
export function problemsOfAsking(asked: AskedFor, today: Temporal.PlainDate): { field: string; message: string }[] {
  const found: { field: string; message: string }[] = [];
  if (after(asked.dataOn, asked.dueOn))
    found.push({ field: 'dueOn', message: 'The day by which it is due must not be before the day of the data' });
  if (after(today, asked.dueOn))
    found.push({ field: 'dueOn', message: 'The day by which it is due has passed: choose a later one' });
  return found;
}
