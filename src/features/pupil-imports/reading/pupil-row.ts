import type { Sen } from '#core/pupil-data/tables.ts';
import { isValidUpn } from '#features/measures/index.ts';
import { columnOf, type Mapping } from '../mapping.ts';
import { cleanReference, cleanUpn } from './find-pupil.ts';
import { type Problem, type ProblemCode, problem } from './problem.ts';
import { type FieldReader, fieldReader } from './row-cells.ts';
import { readDate, readEal, readSen, readSex, readYear, readYesNo } from './values.ts';

/** A pupil as one row has them. Undefined: the file has no such column, so what another file said stands. Null: it says nothing. */
export type PupilRow = {
  upn: string | null;
  reference: string | null;
  formerUpn?: string | null;
  surname?: string | null;
  forename?: string | null;
  bornOn?: string | null;
  year?: number | null;
  registration?: string | null;
  sex?: 'F' | 'M' | null;
  sen?: Sen | null;
  senNeed?: string | null;
  disadvantaged?: boolean | null;
  lookedAfter?: boolean | null;
  eal?: boolean | null;
  joinedOn?: string | null;
  leftOn?: string | null;
  ks2Reading?: number | null;
  ks2Maths?: number | null;
  ks4Points?: number | null;
  counted?: boolean;
};

const needs = new Set([
  'SPLD',
  'MLD',
  'SLD',
  'PMLD',
  'SEMH',
  'SLCN',
  'HI',
  'VI',
  'MSI',
  'PD',
  'ASD',
  'OTH',
  'NSA',
  'DS',
]);
const noScore = /^(a|b|n|t|u|m|l|j|q|x|d|h|f|p|na|n\/a|none|-|ns|as|bel?ow|abs|absent)$/i;

export type PupilReader = (cells: readonly string[]) => {
  row: PupilRow | null;
  problems: Problem[];
  temporaryUpn: boolean;
};

/** Reads rows of pupils. `today` in ISO form. Pupils seen before in the file are told apart by UPN and by the school's own number. */
export function pupilReader(mapping: Mapping, today: string): PupilReader {
  const has = (field: string) => columnOf(mapping, field) !== -1;
  const readers = new Map<string, FieldReader>();
  const reader = (field: string): FieldReader => {
    const known = readers.get(field) ?? fieldReader(mapping, field);
    readers.set(field, known);
    return known;
  };
  const seenUpns = new Set<string>();
  const seenReferences = new Set<string>();
  const blank = mapping.blankIsNo ? false : null;

  return (cells) => {
    const problems: Problem[] = [];
    const text = (field: string): string => reader(field).of(cells);
    const wrong = (code: ProblemCode, field: string, reason: string) =>
      void problems.push(problem(code, reader(field).column, field, text(field), reason));

    function given<T>(
      field: string,
      read: (value: string) => T | null | undefined,
      code: ProblemCode,
      reason: string,
    ): T | null {
      const value = text(field);
      if (value === '') return null;
      const found = read(value);
      if (found === null || found === undefined) wrong(code, field, reason);
      return found ?? null;
    }
    const yesNo = (field: string): boolean | null | undefined => {
      if (!has(field)) return undefined;
      if (text(field) === '') return blank;
      return given(field, readYesNo, 'value', 'This is neither yes nor no');
    };
    const day = (field: string, earliest: string): string | null => {
      const found = given(
        field,
        (value) => readDate(value, mapping.dateFormat),
        'date',
        'This is no day that Cairn can read',
      );
      if (found !== null && found > today && field !== 'left_on')
        wrong('impossible', field, 'This day lies in the future');
      else if (found !== null && found < earliest) wrong('impossible', field, 'This day is too long ago');
      return found;
    };
    const score = (field: string): number | null => {
      const value = text(field);
      if (value === '' || noScore.test(value)) return null;
      const number = /^\d{1,3}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
      if (Number.isNaN(number)) wrong('value', field, 'This is no score');
      else if (number < 59 || number > 120) wrong('impossible', field, 'A key stage 2 score lies between 59 and 120');
      return Number.isNaN(number) ? null : number;
    };

    const upn = cleanUpn(text('upn')) || null;
    const reference = text('reference') || null;
    if (upn === null && reference === null)
      problems.push(
        problem(
          'no-pupil',
          columnOf(mapping, 'upn'),
          'upn',
          '',
          'The row has neither a UPN nor the school’s own number',
        ),
      );
    if (upn !== null && !isValidUpn(upn)) wrong('upn', 'upn', 'This is no UPN: its form or its check letter is wrong');
    if (upn !== null && seenUpns.has(upn)) wrong('duplicate', 'upn', 'The file has this UPN in an earlier row');
    const key = reference === null ? null : cleanReference(reference);
    if (key !== null && seenReferences.has(key))
      wrong('duplicate', 'reference', 'The file has this number in an earlier row');

    const row: PupilRow = { upn, reference };
    if (has('former_upn')) {
      const former = cleanUpn(text('former_upn')) || null;
      if (former !== null && !isValidUpn(former))
        wrong('upn', 'former_upn', 'This is no UPN: its form or its check letter is wrong');
      row.formerUpn = former;
    }
    if (has('surname')) row.surname = text('surname') || null;
    if (has('forename')) row.forename = text('forename') || null;
    if (has('born_on')) row.bornOn = day('born_on', '1995-01-01');
    if (has('year_group')) row.year = given('year_group', readYear, 'year', 'No school has this year group');
    if (has('registration')) row.registration = text('registration') || null;
    if (has('sex')) row.sex = given('sex', readSex, 'value', 'This is neither F nor M');
    if (has('sen'))
      row.sen =
        text('sen') === ''
          ? mapping.blankIsNo
            ? 'N'
            : null
          : given('sen', readSen, 'value', 'This is none of N, K and E');
    if (has('sen_need'))
      row.senNeed = given(
        'sen_need',
        (value) => (needs.has(value.toUpperCase()) ? value.toUpperCase() : /^[a-z]{2,4}$/i.test(value) ? null : value),
        'value',
        'This is no code of a primary need',
      );
    const signs = [yesNo('disadvantaged'), yesNo('fsm6'), yesNo('pp')];
    const lookedAfter = yesNo('looked_after');
    if (lookedAfter !== undefined) row.lookedAfter = lookedAfter;
    if (signs.some((sign) => sign !== undefined)) {
      // Free school meals in six years, or looked after for a day: either is enough.
      const all = [...signs, has('disadvantaged') ? undefined : lookedAfter];
      row.disadvantaged = all.includes(true) ? true : signs.includes(false) ? false : null;
    }
    if (has('eal'))
      row.eal =
        text('eal') === ''
          ? blank
          : given(
              'eal',
              (value) => (/^(ref|nob|zzz)$/i.test(value) ? null : readEal(value)),
              'value',
              'This does not say whether English is an additional language',
            );
    if (has('joined_on')) row.joinedOn = day('joined_on', '1995-01-01');
    if (has('left_on')) row.leftOn = day('left_on', '1995-01-01');
    if (row.joinedOn && row.leftOn && row.leftOn < row.joinedOn)
      wrong('impossible', 'left_on', 'The pupil left before joining');
    if (has('ks2_reading')) row.ks2Reading = score('ks2_reading');
    if (has('ks2_maths')) row.ks2Maths = score('ks2_maths');
    if (has('ks4_points')) {
      row.ks4Points = given(
        'ks4_points',
        (value) => (/^\d(\.\d+)?$/.test(value) ? Number(value) : null),
        'impossible',
        'Average points lie between 0 and 9',
      );
    }
    if (has('counted'))
      row.counted =
        text('counted') === '' || given('counted', readYesNo, 'value', 'This is neither yes nor no') !== false;

    if (problems.length > 0) return { row: null, problems, temporaryUpn: false };
    if (upn !== null) seenUpns.add(upn);
    if (key !== null) seenReferences.add(key);
    return { row, problems, temporaryUpn: upn !== null && /[A-Z]$/.test(upn) };
  };
}
