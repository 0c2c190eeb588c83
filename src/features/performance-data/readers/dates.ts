/** An unknown date in the register is written as the first of January 1900. */
const UNKNOWN = '1900-01-01';

/**
 * A date as the registers write it: `2022-02-28`, `2022-02-28 00:00:00`, `28-02-2022` or `28/02/2022` (day first).
 * undefined for a blank, `NULL` or the stand-in of 1 January 1900; `'bad'` for anything else.
 */
export function readDate(text: string): Temporal.PlainDate | undefined | 'bad' {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'NULL') return undefined;
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[ T][\d:.]+)?$/.exec(trimmed);
  const british = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: [\d:.]+)?$/.exec(trimmed);
  const parts = iso ? [iso[1], iso[2], iso[3]] : british ? [british[3], british[2], british[1]] : undefined;
  if (!parts) return 'bad';
  try {
    const [year, month, day] = parts.map(Number);
    if (year === undefined || month === undefined || day === undefined) return 'bad';
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return date.toString() === UNKNOWN ? undefined : date;
  } catch {
    return 'bad';
  }
}
