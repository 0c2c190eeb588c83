import { capital } from '#platform/capital.ts';
import { londonDate } from '#platform/clock.ts';

/** `annual-review.signed` belongs to what people call “Annual review”. */
export function groupOf(kind: string): string {
  return kind.split('.')[0] ?? kind;
}

/** `annual-review` as people read it. */
export function groupWords(group: string): string {
  return capital(group.replaceAll('-', ' ').replaceAll('_', ' '));
}

/** `2026-11-23 09:04:11` in London, for a spreadsheet. */
export function sheetMoment(at: Temporal.Instant): string {
  const zoned = at.toZonedDateTimeISO('Europe/London');
  return `${londonDate(at).toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })}`;
}

/** One field of a CSV file. What a spreadsheet would take for a formula is disarmed with an apostrophe. */
export function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: readonly string[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}
