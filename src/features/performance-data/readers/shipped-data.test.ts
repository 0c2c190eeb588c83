import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureById } from './index.ts';

const DATA = join(import.meta.dirname, '../../../../data');
type Figures = Record<string, Record<string, Record<string, number>>>;
const load = <Shape>(file: string) =>
  JSON.parse(readFileSync(join(DATA, file), 'utf8')) as Shape & { about: { attribution: string } };

it('the comparators name known measures and carry the licence', () => {
  const england = load<{ figures: Figures }>('comparators/england.json');
  const authorities = load<{ figures: Record<string, Figures> }>('comparators/local-authorities.json');
  for (const { about } of [england, authorities]) expect(about.attribution).toContain('Open Government Licence v3.0');
  for (const years of [england.figures, ...Object.values(authorities.figures)]) {
    for (const [year, measures] of Object.entries(years)) {
      expect(year).toMatch(/^20\d{4}$/);
      for (const [id, groups] of Object.entries(measures)) {
        expect(measureById(id), id).toBeDefined();
        for (const value of Object.values(groups)) expect(Number.isFinite(value)).toBe(true);
      }
    }
  }
  expect(england.figures['202425']?.['attainment8']).toMatchObject({ all: 46, disadvantaged: 34.9 });
  expect(england.figures['202425']?.['progress8']).toBeUndefined();
  expect(england.figures['202324']?.['progress8']).toEqual({ all: -0.03 });
  expect(england.figures['202324']?.['absence_overall']).toEqual({ 'all/primary': 5.53, 'all/secondary': 8.89 });
  expect(england.figures['202425']?.['absence_overall']).toBeUndefined();
  expect(england.figures['201819']?.['ks2_rwm_expected']?.['all']).toBe(65);
  expect(authorities.figures['891']?.['202425']?.['english_maths_5plus']?.['all']).toBe(46.9);
});

it('the Progress 8 lookups have 34 groups that rise with prior attainment, and open and EBacc are not changed over', () => {
  for (const [year, first, deviation] of [
    ['202223', 5.56, 1.414023],
    ['202324', 5.34, 1.41628],
  ] as const) {
    const { groups, standardDeviation } = load<{
      groups: Record<string, number>[];
      standardDeviation: Record<string, number>;
    }>(`ks4-models/progress8-${year}.json`);
    expect([groups.length, groups[0]?.['open'], standardDeviation['progress8']]).toEqual([34, first, deviation]);
    for (const [at, { attainment8 = 0, english = 0, maths = 0, ebacc = 0, open = 0 }] of groups.entries()) {
      expect(Math.abs(english + maths + ebacc + open - attainment8)).toBeLessThan(0.03);
      expect(attainment8).toBeGreaterThan(groups[at - 1]?.['attainment8'] ?? 0);
    }
  }
});

it('the bank holidays are those of England', () => {
  const { days } = load<{ days: [string, string][] }>('bank-holidays.json');
  expect(days).toContainEqual(['2026-12-25', 'Christmas Day']);
  expect(days.some(([, title]) => title.includes('Patrick'))).toBe(false);
});
