import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pupilWith, resultOf } from './build.ts';
import { calculate } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { roundHalfUp } from './format.ts';
import { realisticSubjectId } from './realistic-gcse.ts';

/** Public counts of grades beside the repository: pupils made out of the counts must give the published percentages. */
const DATA = join(import.meta.dirname, '../../../../shared/data/white-hills-park');
const rowsOf = (file: string): Record<string, string>[] => {
  const [head = '', ...lines] = readFileSync(join(DATA, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
};
const CODES: Readonly<Record<string, string>> = {
  'English language': 'gcse-english-language',
  'English literature': 'gcse-english-literature',
  Mathematics: 'gcse-maths',
  Biology: 'gcse-biology',
  Chemistry: 'gcse-chemistry',
  Physics: 'gcse-physics',
  'Combined science': 'combined-science-science',
};
const count = (cell: string | undefined): number => Number(cell ?? 0) || 0;

/** Entries are not in the files; the numbers of entries that round to the published shares are few, and all of them are tried. */
function agrees(
  code: string,
  counted: ReadonlyMap<string, number>,
  lowest: string,
  published: readonly (readonly [string, number])[],
) {
  const graded = [...counted].flatMap(([grade, number]) =>
    Array.from({ length: number }, () => pupilWith({ results: [resultOf(code, grade)] })),
  );
  const below = (number: number) =>
    Array.from({ length: number }, () => pupilWith({ results: [resultOf(code, lowest)] }));
  const shares = (number: number) =>
    published.map(([measureCode]) => {
      const measure = measureOf(measureCode);
      if (!measure) throw new Error(measureCode);
      const options = { resultsYear: 2025, basis: 'r', subjectId: realisticSubjectId(code) } as const;
      return roundHalfUp(calculate(measure, [...graded, ...below(number)], options).value ?? Number.NaN, 0);
    });
  return Array.from({ length: 80 }, (_, number) => number).some(
    (number) => String(shares(number)) === String(published.map(([, share]) => share)),
  );
}

describe.skipIf(!existsSync(DATA))('Published grades of schools, 2024/25', () => {
  it('give the published shares of grade 4, 5 and 7 or above in single subjects', () => {
    const rows = rowsOf('subject_grade_counts_2024-25.csv');
    expect(rows).toHaveLength(11);
    for (const row of rows) {
      const counted = new Map(['4', '5', '6', '7', '8', '9'].map((grade) => [grade, count(row[`g${grade}`])] as const));
      const code = CODES[row['subject'] ?? ''] ?? '';
      const published = [
        ['subject_4plus', count(row['pct_9_4'])],
        ['subject_5plus', count(row['pct_9_5'])],
        ['subject_7plus', count(row['pct_9_7'])],
      ] as const;
      expect([row['school'], row['subject'], agrees(code, counted, '3', published)]).toEqual([
        row['school'],
        row['subject'],
        true,
      ]);
    }
  });
  it('and in combined science, where both grades count', () => {
    const rows = rowsOf('combined_science_grade_counts_2024-25.csv');
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const pairs = Object.keys(row).filter((name) => /^cs\d\d$/.test(name));
      const counted = new Map(pairs.map((name) => [`${name[2]}-${name[3]}`, count(row[name])] as const));
      const published = [
        ['subject_4plus', count(row['pct_44plus'])],
        ['subject_5plus', count(row['pct_55plus'])],
        ['subject_7plus', count(row['pct_77plus'])],
      ] as const;
      expect([row['school'], agrees('combined-science-science', counted, '3-3', published)]).toEqual([
        row['school'],
        true,
      ]);
    }
  });
});
