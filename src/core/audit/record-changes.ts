import type { Content, RecordDescription } from './describe-record.ts';
import { columnWords, isId, plainValue } from './plain-value.ts';

export type Version = { from: Temporal.Instant; until: Temporal.Instant | null; by: string | null; content: Content };
export type Field = { label: string; value: string };
export type FieldChange = { label: string; before: string; after: string };
export type Names = ReadonlyMap<string, string>;

const alwaysHidden = ['id', 'trust_id', 'revision', 'created_at'];
type Shown = Pick<RecordDescription, 'labels' | 'words' | 'hidden'>;

const columnsOf = (content: Content, shown: Shown): string[] =>
  Object.keys(content).filter((column) => !alwaysHidden.includes(column) && !shown.hidden?.includes(column));

const labelOf = (column: string, shown: Shown): string => shown.labels?.[column] ?? columnWords(column);
const inWords = (column: string, value: unknown, shown: Shown, names: Names): string =>
  plainValue(value, names, shown.words?.[column]);

/** Every field of a version in words, in the order of the table. */
export function fieldsOf(content: Content, shown: Shown, names: Names): Field[] {
  return columnsOf(content, shown).map((column) => ({
    label: labelOf(column, shown),
    value: inWords(column, content[column], shown, names),
  }));
}

/** What one version changed against the one before it. */
export function changesBetween(before: Content, after: Content, shown: Shown, names: Names): FieldChange[] {
  const columns = [...new Set([...columnsOf(before, shown), ...columnsOf(after, shown)])];
  return columns
    .filter((column) => JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null))
    .map((column) => ({
      label: labelOf(column, shown),
      before: inWords(column, before[column], shown, names),
      after: inWords(column, after[column], shown, names),
    }));
}

/** The version that stood at a moment; null where none did. */
export function versionAt(versions: readonly Version[], moment: Temporal.Instant): Version | null {
  const compare = Temporal.Instant.compare;
  return (
    versions.find((one) => compare(one.from, moment) < 0 && (one.until === null || compare(one.until, moment) >= 0)) ??
    null
  );
}

/** The end of a day in London, as a moment: what is recorded before it counts to the day. */
export function endOfLondonDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime('Europe/London').toInstant();
}

/** Every id that occurs in these versions, to look up the names of. */
export function idsIn(contents: readonly Content[]): string[] {
  const found = new Set<string>();
  for (const content of contents) {
    for (const value of Object.values(content)) {
      for (const one of Array.isArray(value) ? value : [value]) if (isId(one)) found.add(one);
    }
  }
  return [...found];
}
