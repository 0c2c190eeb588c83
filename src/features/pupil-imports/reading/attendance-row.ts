import type { Mapping } from '../mapping.ts';
import type { KnownPupil, PupilIndex } from './find-pupil.ts';
import { pupilFinder } from './find-pupil.ts';
import { type Problem, type ProblemCode, problem } from './problem.ts';
import { fieldReader } from './row-cells.ts';
import { readCount } from './values.ts';

export type AttendanceRow = {
  pupilId: number;
  possible: number;
  authorised: number;
  unauthorised: number;
  late: number;
};

/** Twice a day, at most 200 days: no pupil has more possible sessions in a year. */
const mostSessions = 400;

/** Reads rows of totals: one for each pupil. */
export function attendanceReader(
  mapping: Mapping,
  index: PupilIndex,
): (cells: readonly string[]) => AttendanceRow | Problem[] {
  const find = pupilFinder(mapping, index);
  const readers = Object.fromEntries(
    ['possible', 'attended', 'authorised', 'unauthorised', 'late'].map(
      (field) => [field, fieldReader(mapping, field)] as const,
    ),
  );
  const seen = new Set<number>();
  return (cells) => {
    const pupil = find(cells);
    const problems: Problem[] = 'id' in pupil ? [] : [pupil];
    const text = (field: string) => readers[field]?.of(cells) ?? '';
    const wrong = (code: ProblemCode, field: string, reason: string) =>
      void problems.push(problem(code, readers[field]?.column ?? null, field, text(field), reason));
    const count = (field: string): number => {
      const value = text(field);
      if (value === '') return 0;
      const found = readCount(value);
      if (found === null) wrong('value', field, 'This is no whole number of sessions');
      return found ?? 0;
    };
    if (text('possible') === '') wrong('value', 'possible', 'The row does not say how many sessions were possible');
    const row = {
      possible: count('possible'),
      authorised: count('authorised'),
      unauthorised: count('unauthorised'),
      late: count('late'),
    };
    const attended = count('attended');
    if (problems.length === 0) {
      if (row.possible > mostSessions)
        wrong('impossible', 'possible', `No year has more than ${mostSessions} sessions`);
      else if (row.authorised + row.unauthorised > row.possible)
        wrong(
          'impossible',
          row.authorised > row.possible ? 'authorised' : 'unauthorised',
          `More sessions absent (${row.authorised + row.unauthorised}) than possible (${row.possible})`,
        );
      else if (attended + row.authorised + row.unauthorised > row.possible)
        wrong('impossible', 'attended', `Attended and absent come to more than the ${row.possible} possible sessions`);
      else if (row.late > row.possible) wrong('impossible', 'late', 'More lates than possible sessions');
    }
    if ('id' in pupil && seen.has(pupil.id))
      wrong('duplicate', 'possible', 'The file has this pupil in an earlier row');
    if (problems.length > 0 || !('id' in pupil)) return problems;
    seen.add(pupil.id);
    return { pupilId: (pupil as KnownPupil).id, ...row };
  };
}
