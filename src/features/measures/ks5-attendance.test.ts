import { describe, expect, it } from 'vitest';
import { gradesOf, pupilWith } from './build.ts';
import { calculate } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { combine } from './combine.ts';
import { aLevelGrade } from './ks5-measures.ts';
import type { PupilRecord, PupilSuspension } from './types.ts';

const options = { resultsYear: 2025, basis: 'r' } as const;
const figureOf = (code: string, pupils: readonly PupilRecord[]) => {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  return calculate(measure, pupils, options);
};

describe('Sixth form', () => {
  const abb = pupilWith({
    yearGroup: 13,
    results: gradesOf({ 'a-level-maths': 'A', 'a-level-physics': 'B', 'a-level-history': 'B', 'epq-project': 'A' }),
  });
  it('weighs entries by size: academic 43.94, A level 43.33, best three 43.33', () => {
    expect(figureOf('ks5_academic_aps', [abb]).value).toBeCloseTo(43.9394, 4);
    expect(figureOf('ks5_a_level_aps', [abb]).value).toBeCloseTo(43.3333, 4);
    expect(figureOf('ks5_best_three', [abb]).value).toBeCloseTo(43.3333, 4);
  });
  it('adds points and sizes over schools, not averages', () => {
    const one = pupilWith({ yearGroup: 13, results: gradesOf({ 'a-level-maths': 'E' }) });
    const schools = [figureOf('ks5_academic_aps', [abb]), figureOf('ks5_academic_aps', [one])];
    const together = figureOf('ks5_academic_aps', [abb, one]).value ?? 0;
    const measure = measureOf('ks5_academic_aps') ?? undefined;
    expect(combine(schools, measure).value).toBeCloseTo(together, 9);
    const stored = schools.map(({ weight: _, ...figure }) => figure);
    expect(combine(stored, measure).value).toBeCloseTo(together, 9);
    expect(combine(stored).value).toBeCloseTo(together, 9);
  });
  it('gives points their letter as DfE does', () =>
    expect([43.33, 35.05, 31.8, 29.21, 40, 60].map(aLevelGrade)).toEqual(['B+', 'B−', 'C+', 'C', 'B', 'A*']));
  it('counts diplomas by their size', () => {
    const pupil = pupilWith({
      yearGroup: 13,
      results: gradesOf({ 'ext-diploma-sport': 'DDM', 'applied-general-it': 'Dist*' }),
    });
    expect(figureOf('ks5_applied_general_aps', [pupil]).value).toBeCloseTo((95 + 50) / 4, 9);
    expect(figureOf('ks5_best_three', [pupil]).nullKind).toBe('not-assessed');
  });
});

const attends = (possible: number, absent: number) =>
  pupilWith({ yearGroup: 9, attendance: { possible, authorised: absent, unauthorised: 0, late: 0 } });

describe('Absence, worked example PA-A', () => {
  const pupils = [attends(380, 38), attends(380, 12), attends(132, 13), attends(380, 190)];
  it('has 19.89 % overall, 50 % persistent and 25 % severe absence', () => {
    expect(figureOf('absence_overall', pupils).value).toBeCloseTo(19.8899, 4);
    expect(figureOf('absence_persistent', pupils)).toMatchObject({ total: 2, pupils: 4, value: 50 });
    expect(figureOf('absence_severe', pupils).value).toBe(25);
    expect(figureOf('attendance', pupils).value).toBeCloseTo(100 - 19.8899, 4);
  });
  it('does not round 9.95 % up to persistent absence', () => {
    expect(figureOf('absence_persistent', [attends(201, 20)]).value).toBe(0);
    expect(figureOf('absence_persistent', [attends(132, 14)]).value).toBe(100);
  });
  it('leaves out sixth-formers, and pupils without possible sessions', () => {
    const others = [attends(0, 0), { ...attends(380, 380), yearGroup: 12 }, pupilWith({ yearGroup: 9 })];
    expect(figureOf('absence_persistent', [...pupils, ...others])).toMatchObject({ total: 2, pupils: 4 });
    expect(figureOf('absence_overall', [pupilWith({ yearGroup: 9 })]).nullKind).toBe('not-assessed');
  });
});

describe('Suspensions', () => {
  const suspension: PupilSuspension = { kind: 'suspension', sessions: 3 };
  const with_ = (suspensions: PupilSuspension[]) => pupilWith({ yearGroup: 8, suspensions });
  it('gives the rates of DfE’s own row: 27 by 12 pupils of 2,283, and one permanent exclusion', () => {
    const counts = [16, ...Array.from({ length: 11 }, () => 1)];
    const pupils = Array.from({ length: 2283 }, (_, at) =>
      with_([
        ...Array.from({ length: counts[at] ?? 0 }, () => suspension),
        ...(at === 0 ? [{ kind: 'permanent_exclusion', sessions: null } as const] : []),
      ]),
    );
    expect(figureOf('suspension_rate', pupils).value).toBeCloseTo(1.182654402, 9);
    expect(figureOf('suspension_one_plus_rate', pupils).value).toBeCloseTo(0.525624179, 9);
    expect(figureOf('permanent_exclusion_rate', pupils).value).toBeCloseTo(0.043802015, 9);
    expect(figureOf('suspension_days_lost', pupils).total).toBe(40.5);
  });
  it('counts what happened to a pupil who has left, over those on roll', () => {
    const left = {
      ...with_([{ kind: 'permanent_exclusion', sessions: null }]),
      leftOn: Temporal.PlainDate.from('2026-01-10'),
    };
    expect(figureOf('permanent_exclusion_rate', [left, with_([]), with_([])])).toMatchObject({
      pupils: 2,
      total: 1,
      value: 50,
    });
  });
});
