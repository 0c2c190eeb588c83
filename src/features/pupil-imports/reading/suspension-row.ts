import { columnOf, type Mapping } from '../mapping.ts';
import { type PupilIndex, pupilFinder } from './find-pupil.ts';
import { type Problem, type ProblemCode, problem } from './problem.ts';
import { fieldReader } from './row-cells.ts';
import { readCount, readDate } from './values.ts';

export type SuspensionRow = {
  pupilId: number;
  kind: 'suspension' | 'permanent_exclusion';
  startedOn: string | null;
  sessions: number | null;
  reasons: string[];
};

const reasonCodes = new Set([
  'PP',
  'PA',
  'VP',
  'VA',
  'OW',
  'BU',
  'RA',
  'LG',
  'DS',
  'SM',
  'DA',
  'TH',
  'DM',
  'DB',
  'MT',
  'PH',
  'OT',
]);

function kindOf(text: string): SuspensionRow['kind'] | null {
  if (/^(perm|permanent|permanent exclusion|permanently excluded|pex|perm\.? excl?.*)$/i.test(text))
    return 'permanent_exclusion';
  if (/^(susp|suspension|suspended|fixed|fixed[ -](term|period).*|fte|fixd|lunch(time)?.*)$/i.test(text))
    return 'suspension';
  return null;
}

/** Reads rows of suspensions and permanent exclusions; a pupil may have several, but the very same one only once. */
export function suspensionReader(
  mapping: Mapping,
  index: PupilIndex,
  today: string,
): (cells: readonly string[]) => SuspensionRow | Problem[] {
  const find = pupilFinder(mapping, index);
  const readers = Object.fromEntries(
    ['exclusion', 'started_on', 'sessions', 'days', 'reasons'].map(
      (field) => [field, fieldReader(mapping, field)] as const,
    ),
  );
  const seen = new Set<string>();
  return (cells) => {
    const pupil = find(cells);
    const problems: Problem[] = 'id' in pupil ? [] : [pupil];
    const text = (field: string) => readers[field]?.of(cells) ?? '';
    const wrong = (code: ProblemCode, field: string, reason: string) =>
      void problems.push(problem(code, columnOf(mapping, field), field, text(field), reason));
    const kind = kindOf(text('exclusion'));
    if (kind === null) wrong('value', 'exclusion', 'This is neither a suspension nor a permanent exclusion');
    const startedOn = text('started_on') === '' ? null : readDate(text('started_on'), mapping.dateFormat);
    if (text('started_on') !== '' && startedOn === null)
      wrong('date', 'started_on', 'This is no day that Cairn can read');
    if (startedOn !== null && startedOn > today) wrong('impossible', 'started_on', 'This day lies in the future');
    let sessions: number | null = null;
    if (text('sessions') !== '') {
      sessions = readCount(text('sessions'));
      if (sessions === null) wrong('value', 'sessions', 'This is no whole number of sessions');
    } else if (text('days') !== '') {
      const days = /^\d{1,3}(\.[05]0?)?$/.test(text('days')) ? Number(text('days')) : null;
      if (days === null) wrong('value', 'days', 'This is no number of whole or half days');
      else sessions = days * 2;
    }
    if (sessions !== null && sessions > 90)
      wrong(
        'impossible',
        text('sessions') === '' ? 'days' : 'sessions',
        'A pupil may not be suspended for more than 45 days in a year',
      );
    const reasons = text('reasons')
      .toUpperCase()
      .split(/[\s,;/+]+/)
      .filter((code) => code !== '');
    const unknown = reasons.find((code) => !reasonCodes.has(code));
    if (unknown !== undefined) wrong('value', 'reasons', `“${unknown}” is no reason code of the census`);
    if (problems.length === 0 && 'id' in pupil) {
      const key = `${pupil.id} ${kind} ${startedOn} ${sessions}`;
      if (startedOn !== null && seen.has(key))
        wrong('duplicate', 'started_on', 'The file has this suspension in an earlier row');
      seen.add(key);
    }
    if (problems.length > 0 || kind === null || !('id' in pupil)) return problems;
    return { pupilId: pupil.id, kind, startedOn, sessions, reasons };
  };
}
