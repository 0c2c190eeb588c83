import { describe, expect, it } from 'vitest';
import { calculate } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { groupsOf } from './groups.ts';
import { realisticPupils } from './realistic-pupils.ts';
import type { PupilRecord } from './types.ts';
import { isValidUpn } from './upn.ts';

const value = (code: string, pupils: readonly PupilRecord[]) => {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  return calculate(measure, pupils, { resultsYear: 2024, basis: 'r' }).value ?? Number.NaN;
};
const between = (actual: number, low: number, high: number) => {
  expect(actual).toBeGreaterThan(low);
  expect(actual).toBeLessThan(high);
};
const secondary = [...realisticPupils({ seed: 5, size: 3000, yearGroups: [11], academicYear: 2023 })];
const primary = [...realisticPupils({ seed: 6, size: 800, yearGroups: [0, 1, 2, 4, 6], academicYear: 2023 })];

describe('Realistic pupils are like those of England', () => {
  it('at GCSE: Attainment 8 near 46, English and maths near 46 % and 65 %, Progress 8 near 0', () => {
    between(value('attainment8', secondary), 42, 50);
    between(value('english_maths_5plus', secondary), 38, 54);
    between(value('english_maths_4plus', secondary), 57, 74);
    between(value('progress8', secondary), -0.35, 0.35);
  });
  it('with a gap of disadvantaged pupils of about 15 points', () => {
    const [disadvantaged, others] = groupsOf('disadvantaged', secondary).map((one) => value('attainment8', one.pupils));
    between((others ?? 0) - (disadvantaged ?? 0), 10, 20);
  });
  it('with prior attainment that tells', () => {
    const [low, middle, high] = groupsOf('prior', secondary).map((one) => value('attainment8', one.pupils));
    expect(low ?? 0).toBeLessThan((middle ?? 0) - 10);
    expect(middle ?? 0).toBeLessThan((high ?? 0) - 10);
  });
  it('in primary schools', () => {
    between(value('eyfs_gld', primary), 58, 78);
    between(value('phonics_year1', primary), 72, 88);
    between(value('phonics_year2', primary), 83, 96);
    between(value('mtc_average', primary), 18.5, 22.5);
    between(value('ks2_rwm_expected', primary), 52, 70);
    between(value('ks2_rwm_higher', primary), 3, 14);
    between(value('ks2_reading_average', primary), 103, 107);
  });
  it('in absence and suspensions', () => {
    between(value('absence_overall', secondary), 7, 11);
    between(value('absence_persistent', secondary), 20, 34);
    between(value('absence_severe', secondary), 0.3, 4.5);
    between(value('suspension_rate', secondary), 8, 30);
    between(value('absence_overall', primary), 4.5, 8);
  });
});

describe('Realistic pupils', () => {
  it('have numbers that pass their check, belong to nobody, and are each its own', () => {
    const all = [...realisticPupils({ seed: 1, size: 1300, yearGroups: [7, 8], academicYear: 2025 })];
    expect(all.every((one) => isValidUpn(one.upn) && one.upn.startsWith('999', 1))).toBe(true);
    expect(new Set(all.map((one) => one.upn)).size).toBe(all.length);
  });
  it('are the same for the same seed, and others for another', () => {
    const some = (seed: number) =>
      JSON.stringify([...realisticPupils({ seed, size: 5, yearGroups: [11], academicYear: 2025 })]);
    expect(some(1)).toBe(some(1));
    expect(some(1)).not.toBe(some(2));
  });
  it('may have gaps, as files have', () => {
    const some = [...realisticPupils({ seed: 1, size: 200, yearGroups: [9], academicYear: 2025, gaps: 0.1 })];
    between(groupsOf('sen', some).find((one) => one.code === 'not_recorded')?.pupils.length ?? 0, 5, 45);
  });
  it('are as old as their year group', () => {
    const [pupil] = realisticPupils({ seed: 1, size: 1, yearGroups: [7], academicYear: 2025 });
    const born = pupil?.bornOn.toString() ?? '';
    expect(born >= '2013-09-01' && born <= '2014-08-31').toBe(true);
  });
});
