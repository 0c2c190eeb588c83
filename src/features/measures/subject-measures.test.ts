import { describe, expect, it } from 'vitest';
import { gradesOf, pupilWith, resultOf } from './build.ts';
import { calculate, contribution } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { realisticSubjectId } from './realistic-gcse.ts';
import type { MeasureOptions, PupilRecord } from './types.ts';

const maths: MeasureOptions = { resultsYear: 2025, basis: 'c', subjectId: realisticSubjectId('gcse-maths') };
const of = (code: string, pupils: readonly PupilRecord[], options = maths) => {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  return {
    ...calculate(measure, pupils, options),
    words: pupils.map((one) => contribution(measure, one, options).words),
  };
};
const pupil = (grades: Record<string, string>, target?: string, className = '11A') =>
  pupilWith({
    results: [
      ...gradesOf(grades, 'c').map((one) => ({ ...one, className })),
      ...(target === undefined ? [] : [resultOf('gcse-maths', target, 't')]),
    ],
  });
const three = [
  pupil({ 'gcse-maths': '7', 'gcse-art': '5', 'combined-science-science': '6-5' }, '6'),
  pupil({ 'gcse-maths': '4', 'gcse-art': '6', 'tech-award-it': 'L2M' }, '5', '11B'),
  pupil({ 'gcse-maths': 'U', 'gcse-art': '3' }, undefined, '11B'),
];

describe('A subject', () => {
  it('has its shares and average over those with a grade in it', () => {
    const others = [pupil({ 'gcse-art': '9' }), pupil({ 'gcse-maths': 'X' })];
    expect(of('subject_4plus', [...three, ...others])).toMatchObject({ total: 2, pupils: 3 });
    expect(of('subject_7plus', three).total).toBe(1);
    expect(of('subject_points', three).value).toBeCloseTo(11 / 3, 9);
    expect(of('subject_met', three).total).toBe(2);
    expect(of('subject_entries', [...three, ...others])).toMatchObject({ total: 3, pupils: 5, value: 60 });
  });
  it('is compared with what the same pupils have elsewhere: +1.75, −1.75, −3', () => {
    const found = of('subject_residual', three);
    expect(found.words).toEqual(['7 here, 5.25 elsewhere', '4 here, 5.75 elsewhere', '0 here, 3 elsewhere']);
    expect(found.value).toBeCloseTo((1.75 - 1.75 - 3) / 3, 9);
  });
  it('does not compare a grade with one on another scale', () => {
    const own = { ...resultOf('gcse-art', '5', 'c'), scale: 'own', qualification: 'ks3', points: 80 };
    expect(of('subject_residual', [pupilWith({ results: [resultOf('gcse-maths', '5', 'c'), own] })]).nullKind).toBe(
      'no-pupils',
    );
    expect(of('subject_4plus', [pupilWith({ results: [own] })], { ...maths, subjectId: own.subjectId }).nullKind).toBe(
      'no-pupils',
    );
  });
  it('is compared with targets, of those who have one', () => {
    expect(of('subject_against_target', three)).toMatchObject({ pupils: 2, total: 0 });
    expect(of('subject_on_target', three)).toMatchObject({ pupils: 2, total: 1, value: 50 });
    expect(of('subject_on_target', three).words).toEqual(['7, target 6', '4, target 5', 'no target']);
  });
  it('can be asked for one class', () => {
    expect(of('subject_points', three, { ...maths, className: '11B' })).toMatchObject({ pupils: 2, total: 4 });
    expect(of('subject_on_target', three, { ...maths, className: '11A' })).toMatchObject({ pupils: 1, total: 1 });
  });
  it('needs every grade of combined science at the line', () => {
    const science = { ...maths, subjectId: realisticSubjectId('combined-science-science') };
    const pairs = ['5-5', '5-4', '4-4', '4-3'].map((grade) => pupil({ 'combined-science-science': grade }));
    expect(of('subject_5plus', pairs, science).total).toBe(1);
    expect(of('subject_4plus', pairs, science).total).toBe(3);
  });
});
