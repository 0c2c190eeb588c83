import type { ResultKind } from '#core/pupil-data/tables.ts';
import { findSubject, subjectOf } from '#features/measures/index.ts';
import { type Kind, kinds } from './kinds.ts';
import type { ColumnUse, DateFormat, Mapping } from './mapping.ts';

export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const kindWords: readonly (readonly [RegExp, ResultKind])[] = [
  [/\b(target|tgt|mtg|fft|aspirational)\b/i, 't'],
  [/\b(predicted|prediction|pred|forecast|fcst|projected)\b/i, 'p'],
  [/\b(baseline|base)\b/i, 'b'],
  [/\b(result|results|exam result|final)\b/i, 'r'],
  [/\b(current|cwg|wag|working at|working|ta|assessment|mock|data drop|dc\d|ap\d|snapshot)\b/i, 'c'],
];
const noise =
  /\b(grade|grades|level|y(?:ear)?\s?\d{1,2}|autumn|spring|summer|term|aut|spr|sum|\d{4}(?:[/-]\d{2,4})?)\b/gi;

/** Columns of the files that DfE and the Standards and Testing Agency give back, by their plain names. */
const official: Record<string, string> = {
  readscore: 'ks2-test-reading',
  readoutcome: 'ks2-test-reading',
  matscore: 'ks2-test-maths',
  matoutcome: 'ks2-test-maths',
  gpsscore: 'ks2-test-gps',
  gpsoutcome: 'ks2-test-gps',
  writtaoutcome: 'ks2-writing-ta',
  scitaoutcome: 'ks2-science-ta',
  phonicsphonicsmark: 'phonics-year-1',
  phonicsmark: 'phonics-year-1',
  phonicsphonicsoutcome: 'phonics-outcome-year-1',
  phonicsoutcome: 'phonics-outcome-year-1',
  formmark: 'mtc-mark',
  mtcmark: 'mtc-mark',
  reasonnottakingcheck: 'mtc-mark',
};

/** A column of an official file, as an assessment; null for any other. */
export function officialColumn(name: string): { subject: string } | null {
  const plain = plainName(name);
  const goal = /^(?:fsp)?(?:[a-z]{3})?(e(?:0[1-9]|1[0-7]))$/.exec(plain)?.[1];
  const code = goal ? `eyfsp-${goal}` : official[plain];
  return code && subjectOf(code) ? { subject: code } : null;
}

/** An assessment column of a marksheet, taken apart: “Mathematics – Target Grade” is the target of Mathematics. */
export function marksheetColumn(name: string): { kind: ResultKind; subject: string } {
  const spaced = name.replace(/[_:|()[\]–—-]+/g, ' ');
  const kind = kindWords.find(([pattern]) => pattern.test(spaced))?.[1] ?? 'c';
  let subject = spaced;
  for (const [pattern, of] of kindWords)
    if (of === kind) subject = subject.replace(new RegExp(pattern.source, 'gi'), ' ');
  return { kind, subject: subject.replace(noise, ' ').replace(/\s+/g, ' ').trim() || name.trim() };
}

const nameColumns =
  /^(pupil|student|full|preferred|display)?name$|^(teacher|staff|email|studentemail|ethnicity|house|address)/;

function useOf(kind: Kind, name: string, samples: readonly string[], taken: Set<string>): ColumnUse {
  const plain = plainName(name);
  if (kind === 'marksheet') {
    const known = officialColumn(name);
    if (known) return { result: 'r', subject: known.subject, scale: '' };
  }
  const fields = kinds[kind].fields;
  const field = fields.find((one) => !taken.has(one.code) && one.names.includes(plain));
  if (field) {
    taken.add(field.code);
    return { field: field.code };
  }
  if (kind !== 'marksheet' || nameColumns.test(plain) || kinds.pupils.fields.some((one) => one.names.includes(plain)))
    return null;
  const filled = samples.filter((value) => value.trim() !== '');
  if (filled.length === 0 || filled.some((value) => value.length > 12)) return null;
  const { kind: result, subject } = marksheetColumn(name);
  // A subject that is known is proposed; anything else only where its name says what kind of grade it is.
  const says = kindWords.some(([pattern]) => pattern.test(name));
  return findSubject(subject, 'gcse') || findSubject(subject) || says ? { result, subject, scale: '' } : null;
}

/** Day before month unless a value shows otherwise. */
export function dateFormatOf(samples: readonly string[]): DateFormat {
  if (samples.some((value) => /^\d{4}-\d{1,2}-\d{1,2}/.test(value))) return 'ymd';
  const parts = samples.flatMap((value) => {
    const match = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}$/.exec(value.trim());
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
  return parts.some(([, second]) => second > 12) && !parts.some(([first]) => first > 12) ? 'mdy' : 'dmy';
}

/** What the columns probably are. `samples`: some values of each column. */
export function proposeMapping(
  kind: Kind,
  header: readonly string[],
  samples: readonly (readonly string[])[],
): Mapping {
  const taken = new Set<string>();
  const columns = header.map((name, at) => useOf(kind, name, samples[at] ?? [], taken));
  const dates = columns.flatMap((use, at) => {
    const field = use && 'field' in use ? kinds[kind].fields.find(({ code }) => code === use.field) : undefined;
    return field?.date ? (samples[at] ?? []) : [];
  });
  return {
    kind,
    columns,
    dateFormat: dateFormatOf(dates),
    blankIsNo: true,
    resultKind: 'c',
    scales: {},
    qualification: '',
    subjects: {},
    replace: {},
    leaveOut: {},
  };
}

/** The kind that fits the header best, for the first page of the wizard. */
export function guessKind(header: readonly string[]): Kind {
  const names = new Set(header.map(plainName));
  const has = (kind: Kind, ...codes: string[]) =>
    codes.every((code) =>
      kinds[kind].fields.find((field) => field.code === code)?.names.some((name) => names.has(name)),
    );
  if (has('attendance', 'possible')) return 'attendance';
  if (header.some((name) => officialColumn(name))) return 'marksheet';
  if (has('assessments', 'subject')) return 'assessments';
  if (has('marks', 'date', 'code') && !names.has('reason')) return 'marks';
  if (has('suspensions', 'exclusion', 'started_on') || names.has('exclusiontype')) return 'suspensions';
  if (has('pupils', 'sex') || has('pupils', 'year_group') || has('pupils', 'surname')) {
    const results = header.filter((name) => findSubject(marksheetColumn(name).subject, 'gcse')).length;
    return results >= 2 ? 'marksheet' : 'pupils';
  }
  return 'marksheet';
}
