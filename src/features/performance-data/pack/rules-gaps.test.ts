import { expect, test } from 'vitest';
import { measureById } from '../readers/index.ts';
import type { Comparator } from './comparators.ts';
import type { MeasureRow, PackFigure } from './data-pack.ts';
import type { Gap } from './gaps.ts';
import { gapsStandOut } from './rules-gaps.ts';

const figure = (year: number, value: number, cohort: number | null = 40): PackFigure => ({
  year,
  value,
  nullKind: null,
  lower: null,
  upper: null,
  cohort,
  status: 'final',
  predecessor: null,
  fromLaterFile: false,
});
const nationally = (value: number): Comparator => ({ value, schools: 'state', from: 'cairn', note: null });

type Year = { here: [disadvantaged: number, others: number]; nationally?: [number, number]; cohort?: number };
function gap(year: number, { here, nationally: of, cohort }: Year): Gap {
  return {
    year,
    disadvantaged: figure(year, here[0], cohort),
    others: figure(year, here[1], 100),
    withinSchool: here[0] - here[1],
    published: null,
    nationalDisadvantaged: of ? nationally(of[0]) : null,
    nationalOthers: of ? nationally(of[1]) : null,
    national: of ? of[0] - of[1] : null,
  };
}
function row(id: string, years: readonly Year[]): MeasureRow {
  const measure = measureById(id);
  if (!measure) throw new Error(id);
  return { measure, cells: [], gaps: years.map((year, index) => gap(2025 - years.length + index, year)) };
}
const titles = (...rows: MeasureRow[]) => gapsStandOut(rows).map(({ kind, title }) => `${kind}: ${title}`);

test('a gap as wide as the national one is nothing to name', () => {
  expect(titles(row('attainment8', [{ here: [35, 50.5], nationally: [34.9, 50.4] }]))).toEqual([]);
});

test('a gap further than the national one is named, and says that disadvantaged pupils do well beside their like', () => {
  const [found] = gapsStandOut([row('attainment8', [{ here: [36.7, 60.5], nationally: [34.9, 50.4] }])]);
  expect(found?.title).toBe(
    'Attainment 8: disadvantaged pupils are further behind others in the school than nationally in 2024/25',
  );
  expect(found?.why).toContain('23.8 points, against 15.5 points nationally');
  expect(found?.why).toContain('above disadvantaged pupils nationally (34.9)');
});

test('a narrow gap is a strength only where disadvantaged pupils are not low', () => {
  expect(titles(row('attainment8', [{ here: [45, 50], nationally: [34.9, 50.4] }]))).toEqual([
    'strength: Attainment 8: the gap between disadvantaged pupils and others is narrower than nationally in 2024/25',
  ]);
  expect(titles(row('attainment8', [{ here: [30, 35], nationally: [34.9, 50.4] }]))).toEqual([]);
});

test('without a national gap only a wide one is named', () => {
  expect(titles(row('ks2_rwm_expected', [{ here: [50, 60] }]))).toEqual([]);
  expect(titles(row('ks2_rwm_expected', [{ here: [43, 71] }]))).toEqual([
    'concern: Reading, writing and maths: expected standard: disadvantaged pupils are well behind others in the school in 2024/25',
  ]);
});

test('a gap that widened two years running is named; one that narrowed because others fell is not praised', () => {
  const alike: [number, number] = [34.9, 50.4];
  const widened = row('attainment8', [
    { here: [40, 52], nationally: alike },
    { here: [39, 53], nationally: alike },
    { here: [38, 54], nationally: alike },
  ]);
  expect(titles(widened)).toEqual([
    'concern: Attainment 8: the gap between disadvantaged pupils and others has widened two years running',
  ]);
  const allFell = row('attainment8', [
    { here: [38, 56], nationally: alike },
    { here: [37, 53], nationally: alike },
    { here: [36, 50], nationally: alike },
  ]);
  expect(titles(allFell)).toEqual([]);
});

test('fewer than eleven disadvantaged pupils are named nowhere, and a difference of less than two pupils neither', () => {
  expect(titles(row('english_maths_5plus', [{ here: [20, 70], nationally: [26, 53], cohort: 10 }]))).toEqual([]);
  expect(titles(row('english_maths_5plus', [{ here: [20, 60], nationally: [26, 53], cohort: 14 }]))).toEqual([]);
  expect(titles(row('english_maths_5plus', [{ here: [20, 60], nationally: [26, 53], cohort: 40 }]))).toHaveLength(1);
});

test('measures that say the same share one row', () => {
  const found = gapsStandOut([
    row('attainment8', [{ here: [36.7, 60.5], nationally: [34.9, 50.4] }]),
    row('english_maths_5plus', [{ here: [27.3, 73.6], nationally: [25.8, 53.1] }]),
  ]);
  expect(found).toHaveLength(1);
  expect(found[0]?.why).toContain('Also: Grade 5 or above in English and maths (−46.3, nationally −27.3)');
});
