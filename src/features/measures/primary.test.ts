import { describe, expect, it } from 'vitest';
import { gradesOf, pupilWith } from './build.ts';
import { calculate } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { formatFigure } from './format.ts';
import type { PupilRecord } from './types.ts';

const options = { resultsYear: 2025, basis: 'r' } as const;
const shown = (code: string, pupils: readonly PupilRecord[]) => {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  const figure = calculate(measure, pupils, options);
  return [figure.total, figure.pupils, formatFigure(measure, figure)];
};
const goal = (number: number) => `eyfsp-e${String(number).padStart(2, '0')}`;
const profile = (level: (number: number) => string) =>
  pupilWith({
    yearGroup: 0,
    results: gradesOf(Object.fromEntries(Array.from({ length: 17 }, (_, at) => [goal(at + 1), level(at + 1)]))),
  });

describe('Early years', () => {
  it('counts 12 goals as a good level of development, not 17', () => {
    const pupils = [
      profile(() => '2'),
      profile((n) => (n > 12 ? '1' : '2')),
      profile((n) => (n === 12 ? '1' : '2')),
      profile((n) => (n === 3 ? 'A' : '2')),
    ];
    expect(shown('eyfs_gld', pupils)).toEqual([2, 4, '50%']);
    expect(shown('eyfs_average_goals', pupils)).toEqual([17 + 12 + 16 + 16, 4, '15.3']);
  });
  it('leaves out a child without a profile', () =>
    expect(shown('eyfs_gld', [profile(() => '2'), pupilWith({ yearGroup: 0 })])).toEqual([1, 1, '100%']));
});

describe('Phonics', () => {
  const checked = (yearGroup: number, grades: Record<string, string>) =>
    pupilWith({ yearGroup, results: gradesOf(grades) });
  it('counts absent and disapplied pupils as not met, and leaves out those who left', () => {
    const pupils = ['32', '31', 'A', 'D', 'L', 'Q', '40', '0'].map((mark) => checked(1, { 'phonics-year-1': mark }));
    expect(shown('phonics_year1', pupils)).toEqual([2, 6, '33%']);
  });
  it('reads outcomes as well as marks', () => {
    const pupils = ['Wa', 'Wt', 'A'].map((outcome) => checked(1, { 'phonics-outcome-year-1': outcome }));
    expect(shown('phonics_year1', pupils)).toEqual([1, 3, '33%']);
  });
  it('counts either check by the end of Year 2', () => {
    const pupils = [
      checked(2, { 'phonics-year-1': '35' }),
      checked(2, { 'phonics-year-1': '20', 'phonics-year-2': '33' }),
      checked(2, { 'phonics-year-1': '20', 'phonics-year-2': '31' }),
    ];
    expect(shown('phonics_year2', pupils)).toEqual([2, 3, '67%']);
    expect(shown('phonics_year1', pupils)[2]).toBe('No pupils');
  });
});

describe('Multiplication tables check', () => {
  it('is the average and the full marks of those who took it', () => {
    const pupils = ['25', '20', '0', 'B', 'A', 'NAA'].map((mark) =>
      pupilWith({ yearGroup: 4, results: gradesOf({ 'mtc-mark': mark }) }),
    );
    expect(shown('mtc_average', pupils)).toEqual([45, 3, '15.0']);
    expect(shown('mtc_full_marks', pupils)).toEqual([1, 3, '33%']);
  });
});

const pupilIn6 = ([reading, writing, maths]: readonly [string, string, string], gps = '100') =>
  pupilWith({
    yearGroup: 6,
    results: gradesOf({
      'ks2-test-reading': reading,
      'ks2-writing-ta': writing,
      'ks2-test-maths': maths,
      'ks2-test-gps': gps,
    }),
  });
const KS2_A = (
  [
    ['104', 'EXS', '106'],
    ['110', 'GDS', '110'],
    ['112', 'GDS', '109'],
    ['99', 'EXS', '103'],
    ['100', 'EXS', '100'],
    ['100', 'WTS', '104'],
    ['B', 'PK5', 'B'],
    ['A', 'EXS', '101'],
  ] as const
).map((one) => pupilIn6(one));

describe('Key stage 2, worked example KS2-A', () => {
  it('has 50 % at the expected standard and 13 % at the higher', () => {
    expect(shown('ks2_rwm_expected', KS2_A)).toEqual([4, 8, '50%']);
    expect(shown('ks2_rwm_higher', KS2_A)).toEqual([1, 8, '13%']);
  });
  it('has 63 % in reading, and averages of those with a score alone', () => {
    expect(shown('ks2_reading_expected', KS2_A)).toEqual([5, 8, '63%']);
    expect(shown('ks2_reading_average', KS2_A)).toEqual([625, 6, '104']);
    expect(shown('ks2_maths_average', KS2_A)).toEqual([733, 7, '105']);
    expect(shown('ks2_writing_expected', KS2_A)).toEqual([6, 8, '75%']);
    expect(shown('ks2_writing_higher', KS2_A)).toEqual([2, 8, '25%']);
  });
  it('does not take grammar, punctuation and spelling into reading, writing and maths', () =>
    expect(shown('ks2_rwm_expected', [pupilIn6(['100', 'EXS', '100'], '80')])).toEqual([1, 1, '100%']));
  it('leaves out who left or comes later, and a missing paper from its own subject alone', () => {
    const others = [pupilIn6(['L', 'L', 'L']), pupilIn6(['F', 'F', 'F']), pupilIn6(['M', 'EXS', '105'])];
    expect(shown('ks2_rwm_expected', [...KS2_A, ...others])).toEqual([4, 9, '44%']);
    expect(shown('ks2_reading_expected', [...KS2_A, ...others])).toEqual([5, 8, '63%']);
    expect(shown('ks2_maths_expected', [...KS2_A, ...others])).toEqual([8, 9, '89%']);
  });
  it('makes no 0 per cent of a file that holds reading alone', () => {
    const pupils = [pupilWith({ yearGroup: 6, results: gradesOf({ 'ks2-test-reading': '105' }) })];
    expect(shown('ks2_rwm_expected', pupils)).toEqual([null, 0, 'Not assessed']);
    expect(shown('ks2_reading_expected', pupils)).toEqual([1, 1, '100%']);
  });
});
