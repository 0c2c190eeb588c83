import { longDate } from '#platform/clock.ts';
import file from '../../../data/retention/defaults.json' with { type: 'json' };

/** The kinds of pupil data that are erased by a rule, in the order in which the job takes them. Published documents are in none. */
export const kinds = ['snapshot_rows', 'leaver_rows', 'import_files', 'unheld_pupils', 'readings'] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);

export const kindTitles: Record<Kind, string> = {
  snapshot_rows: 'Pupils in snapshots',
  leaver_rows: 'Pupils who have left',
  import_files: 'Files that schools sent',
  unheld_pupils: 'Pupils in no snapshot',
  readings: 'Who looked at pupil data',
};

/** What each kind is, what is erased of it, and what stays. */
export const kindWords: Record<Kind, string> = {
  snapshot_rows:
    'All pupil-level rows of a snapshot: who was on roll, results, attendance, suspensions, and the files that it was made from. Its figures stay.',
  leaver_rows:
    'The rows of one pupil, in every snapshot that was taken, once the pupil has left the school. Figures stay. A pupil has left on the day that the file says, or was last seen in the snapshot before the newest one.',
  import_files:
    'The file as the school sent it, and its rows in quarantine. What came of it stays in the snapshot. While a snapshot is open its files are kept.',
  unheld_pupils: 'Names, UPN and number of a pupil whom no snapshot holds any more.',
  readings: 'The log of who opened single pupils’ data.',
};

export const countedFromWords: Record<Kind, string> = {
  snapshot_rows: 'after the day that the data describes',
  leaver_rows: 'after the pupil left',
  import_files: 'after the file came',
  unheld_pupils: 'after Cairn first had the pupil',
  readings: 'after the reading',
};

type Default = { kind: string; months: number; least: number; countedFrom: string; basis: string };

/** The rule as it ships: a starting value, which the trust's data protection officer is to confirm. */
export function shippedRule(kind: Kind): Default {
  const found = (file.rules as readonly Default[]).find((rule) => rule.kind === kind);
  if (!found) throw new Error(`data/retention/defaults.json has no rule for ${kind}.`);
  return found;
}

/** “7 years”, “6 months”, “1 year and 6 months”; “at once” for none. */
export function monthsInWords(months: number): string {
  if (months === 0) return 'At once';
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const word = (count: number, one: string) => (count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`]);
  return [...word(years, 'year'), ...word(rest, 'month')].join(' and ');
}

/** “7 years after the day that the data describes”. */
export const ruleInWords = (kind: Kind, months: number): string =>
  months === 0 && kind === 'unheld_pupils'
    ? 'As soon as no snapshot holds the pupil'
    : `${monthsInWords(months)} ${countedFromWords[kind]}`;

/** What is of this day or earlier is due. */
export const cutoff = (months: number, today: Temporal.PlainDate): Temporal.PlainDate => today.subtract({ months });

export const countTitles: Readonly<Record<string, [one: string, many: string]>> = {
  pupils: ['pupil', 'pupils'],
  results: ['result', 'results'],
  attendance: ['attendance record', 'attendance records'],
  suspensions: ['suspension or exclusion', 'suspensions and exclusions'],
  entries: ['entry in a snapshot', 'entries in snapshots'],
  files: ['file', 'files'],
  quarantined: ['row in quarantine', 'rows in quarantine'],
  fileRows: ['row of a file', 'rows of files'],
  readings: ['reading', 'readings'],
  names: ['name', 'names'],
  upns: ['UPN', 'UPNs'],
  birthdays: ['date of birth', 'dates of birth'],
};

/** “180 pupils and 3,040 results”; “nothing” where every count is nought. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(countTitles).flatMap(([what, [one, many]]) => {
    const count = counts[what] ?? 0;
    return count > 0 ? [`${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`] : [];
  });
  if (parts.length === 0) return 'nothing';
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

/** Adds counts up, name by name. */
export function addCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
  return Object.fromEntries(Object.entries(sum).filter(([, count]) => count > 0));
}

type Identity = { surname: string | null; forename: string | null; upn: string | null; former_upn: string | null };

/** Whether a text that is kept for ever names the pupil: it must not, for it outlives the pupil's data. */
export function namesPupil(text: string, pupil: Identity): boolean {
  const words = text.toLocaleLowerCase('en').normalize('NFC');
  return [pupil.surname, pupil.forename, pupil.upn, pupil.former_upn].some((each) => {
    const sought = each?.trim().toLocaleLowerCase('en').normalize('NFC');
    if (!sought) return false;
    const at = words.indexOf(sought);
    if (at === -1) return false;
    const letter = /[\p{L}\p{N}]/u;
    return !letter.test(words.charAt(at - 1)) && !letter.test(words.charAt(at + sought.length));
  });
}

/** One calendar month from the day after it was asked, as the Information Commissioner counts; the last day of a shorter month. */
export const accessDueOn = (askedOn: Temporal.PlainDate): Temporal.PlainDate => askedOn.add({ months: 1 });

/** “in 12 days”, “today”, “3 days late”. */
export function dueInWords(dueOn: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = dueOn.since(today, { largestUnit: 'days' });
  if (days === 0) return 'today';
  const count = (number: number) => (number === 1 ? '1 day' : `${number} days`);
  return days > 0
    ? `in ${count(days)}, by ${longDate(dueOn)}`
    : `${count(-days)} late: it was due by ${longDate(dueOn)}`;
}

/** What of a pupil is held, in parts that can be left out of an answer one by one. */
export const parts = ['identity', 'onRoll', 'results', 'attendance', 'suspensions', 'fileRows', 'readings'] as const;
export type Part = (typeof parts)[number];
export const partTitles: Record<Part, string> = {
  identity: 'Who the pupil is',
  onRoll: 'The pupil on the day of each snapshot',
  results: 'Results, predictions and targets',
  attendance: 'Attendance',
  suspensions: 'Suspensions and exclusions',
  fileRows: 'Rows of the files that the school sent',
  readings: 'When the data was looked at, and in which role',
};
