import { capital } from '#platform/capital.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

/** `happened_on` is “Happened on”, `school_id` “School”. */
export function columnWords(column: string): string {
  return capital(column.replace(/_id$/, '').replaceAll('_', ' '));
}

function momentInWords(value: string): string {
  const instant = Temporal.Instant.from(value);
  // A moment is kept in UTC or with an offset; people think in London time.
  return londonDate(instant).year > 9000 ? 'Without end' : longMoment(instant);
}

/** A stored value in words: dates and moments as people write them, ids by the names given, nothing as “Nothing”. */
export function plainValue(
  value: unknown,
  names: ReadonlyMap<string, string>,
  words: Readonly<Record<string, string>> = {},
): string {
  if (value === null || value === undefined || value === '') return 'Nothing';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return words[String(value)] ?? String(value);
  if (Array.isArray(value))
    return value.length === 0 ? 'Nothing' : value.map((part) => plainValue(part, names, words)).join('; ');
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, part]) => `${columnWords(key)}: ${plainValue(part, names)}`);
    return parts.length === 0 ? 'Nothing' : parts.join('; ');
  }
  const text = String(value);
  if (Object.hasOwn(words, text)) return words[text] ?? text;
  if (isId(text)) return names.get(text) ?? 'Another record';
  if (date.test(text)) return longDate(Temporal.PlainDate.from(text));
  if (moment.test(text)) return momentInWords(text);
  return text;
}
