import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureOf } from './catalogue.ts';
import { combine } from './combine.ts';
import { roundHalfUp } from './format.ts';
import { nationalInterval } from './intervals.ts';
import { progress8Band } from './progress8.ts';
import type { Figure } from './types.ts';

/** DfE's key stage 4 tables of one county, two years, beside the repository. */
const DATA = join(import.meta.dirname, '../../../../shared/data/performance-tables/surrey-raw');
const YEARS = ['2017-2018_936_ks4final.csv', '2018-2019_936_ks4final.csv'];
const rowsOf = (file: string): Map<string, string>[] => {
  const lines = readFileSync(join(DATA, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const split = (line: string) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((one) => one[1] ?? '');
  const names = split(lines[0] ?? '');
  return lines.slice(1).map((line) => new Map(split(line).map((cell, at) => [names[at] ?? '', cell] as const)));
};
const numberIn = (row: Map<string, string>, name: string): number => Number.parseFloat(row.get(name) ?? '');
const P8 = ['P8MEA', 'P8CILOW', 'P8CIUPP', 'P8PUP', 'P8_BANDING'] as const;
const schoolsOf = (file: string) =>
  rowsOf(file).flatMap((row) => {
    const [value = NaN, lower = NaN, upper = NaN, pupils = NaN, band = NaN] = P8.map((name) => numberIn(row, name));
    return [value, lower, upper, pupils, band].some(Number.isNaN) ? [] : [{ value, lower, upper, pupils, band }];
  });
const BANDS = ['', 'well above average', 'above average', 'average', 'below average', 'well below average'];

describe.skipIf(!existsSync(DATA))('Published key stage 4 tables', () => {
  it.each(YEARS)('%s: every school is in the Progress 8 band that DfE gave it', (file) => {
    // An end that is printed as 0.00 may lie on either side of 0.
    const schools = schoolsOf(file).filter((one) => one.lower !== 0 && one.upper !== 0);
    expect(schools.length).toBeGreaterThan(55);
    for (const one of schools) expect([one, progress8Band(one)]).toEqual([one, BANDS[one.band]]);
  });
  it.each(YEARS)(
    '%s: intervals are ±1.96 deviations of one pupil ÷ √n, the same deviation for every school',
    (file) => {
      const schools = schoolsOf(file);
      const deviations = schools
        .map((one) => (((one.upper - one.lower) / 2) * Math.sqrt(one.pupils)) / 1.96)
        .toSorted((a, b) => a - b);
      const middle = deviations[Math.floor(deviations.length / 2)] ?? Number.NaN;
      for (const one of schools) {
        const { lower, upper } = nationalInterval(one.value, middle, one.pupils);
        expect(Math.abs(lower - one.lower)).toBeLessThan(0.0151);
        expect(Math.abs(upper - one.upper)).toBeLessThan(0.0151);
      }
    },
  );
  it.each(YEARS)('%s: schools together, by their pupils, give the county’s own figures', (file) => {
    const rows = rowsOf(file);
    const county = rows.find((row) => row.get('RECTYPE') === '4');
    const together = (value: string, pupils: string) => {
      const figures = rows.flatMap((row): Figure[] => {
        const [v, n] = [numberIn(row, value), numberIn(row, pupils)];
        if (!['1', '2'].includes(row.get('RECTYPE') ?? '') || Number.isNaN(v) || Number.isNaN(n)) return [];
        if (/^IND|independent/i.test(row.get('NFTYPE') ?? '')) return [];
        return [{ pupils: n, total: v * n, value: v, nullKind: null, lower: null, upper: null }];
      });
      return combine(figures, measureOf(value === 'P8MEA' ? 'progress8' : 'attainment8') ?? undefined);
    };
    const near = (value: string, pupils: string, within: number) =>
      expect(
        Math.abs((together(value, pupils).value ?? 0) - (county ? numberIn(county, value) : Number.NaN)),
      ).toBeLessThan(within);
    near('P8MEA', 'P8PUP', 0.02);
    // Schools whose figures are held back (small and special ones) are in the county's own: half a point of Attainment 8.
    near('ATT8SCR', 'TPUP', 0.5);
    expect(roundHalfUp(together('P8MEA', 'P8PUP').pupils, 0)).toBeGreaterThan(8000);
  });
});
