import { describe, expect, it } from 'vitest';
import { attainment8Of } from './attainment8.ts';
import { gradesOf, pupilWith, resultOf } from './build.ts';
import { calculate, contribution } from './calculate.ts';
import { measureOf } from './catalogue.ts';
import { combine } from './combine.ts';
import { roundHalfUp } from './format.ts';
import { nationalInterval } from './intervals.ts';
import { ks2Average, liftedPupils, priorGroup, progress8Band, progressOf, tableFor } from './progress8.ts';
import type { MeasureOptions, PupilRecord } from './types.ts';

const measure = (code: string) => {
  const found = measureOf(code);
  if (!found) throw new Error(`no measure ${code}`);
  return found;
};
const in2024: MeasureOptions = { resultsYear: 2024, basis: 'r' };
const A = {
  'gcse-english-language': '6',
  'gcse-english-literature': '5',
  'gcse-maths': '7',
  'combined-science-science': '6-5',
  'gcse-history': '6',
  'gcse-french': '5',
  'gcse-art': '7',
  'gcse-rs': '6',
  'tech-award-enterprise': 'L2M',
};
const B = {
  'gcse-english-language': '5',
  'gcse-maths': '4',
  'combined-science-science': '4-4',
  'gcse-geography': '3',
  'gcse-rs': '5',
  'gcse-drama': '6',
};
const pupilA = (change: Record<string, string> = {}) =>
  pupilWith({ results: gradesOf({ ...A, ...change }), ks2Reading: 104, ks2Maths: 101 });
const pupilB = () => pupilWith({ results: gradesOf(B) });
const points = (pupil: PupilRecord, year = 2024) => attainment8Of(pupil, { ...in2024, resultsYear: year })?.points;
const valueOfOne = (code: string, pupil: PupilRecord, options = in2024) =>
  calculate(measure(code), [pupil], options).value;

describe('Attainment 8, worked examples A8-A to A8-D', () => {
  it('gives pupil A 12 + 14 + 17 + 18.5 = 61.5', () => {
    const found = attainment8Of(pupilA(), in2024);
    expect(found?.elements.map((one) => [one.id, one.points])).toEqual([
      ['english', 12],
      ['maths', 14],
      ['ebacc', 17],
      ['open', 18.5],
    ]);
    expect(found?.points).toBe(61.5);
    expect(['english', 'maths', 'ebacc', 'open'].map((id) => valueOfOne(`attainment8_${id}`, pupilA()))).toEqual([
      12, 14, 17, 18.5,
    ]);
  });
  it('counts English once when only one English was taken: pupil B has 35', () => expect(points(pupilB())).toBe(35));
  it('doubles English when literature was taken and ungraded', () =>
    expect(points(pupilA({ 'gcse-english-literature': 'U' }))).toBe(61.5));
  it('does not double English when literature has no result', () =>
    expect(points(pupilA({ 'gcse-english-literature': 'X' }))).toBe(55.5));
  it('gives nothing for an ungraded maths', () => expect(points(pupilA({ 'gcse-maths': 'U' }))).toBe(47.5));
  it('counts combined science as two, which may part between EBacc and open', () => {
    const results = gradesOf({ 'combined-science-science': '5-5', 'gcse-history': '9', 'gcse-french': '8' });
    const found = attainment8Of(pupilWith({ results }), in2024);
    expect(found?.elements.map((one) => one.points)).toEqual([0, 0, 22, 5]);
  });
  it('takes no more than three technical awards, and only in the open places', () => {
    const results = gradesOf({
      'tech-award-it': 'L2D*',
      'tech-award-health-social-care': 'L2D',
      'cambridge-national-sport': 'L2D',
      'btec-first-travel-tourism': 'L2P',
    });
    expect(points(pupilWith({ results }))).toBe(22.5);
  });
  it('leaves out what does not count, a resit or a discounted award', () => {
    const resit = resultOf('gcse-maths', '9', 'r', { counts: false });
    expect(points(pupilWith({ results: [...gradesOf(A), resit] }))).toBe(61.5);
  });
  it('averages over all pupils of Year 11, those without entries too', () => {
    const none = pupilWith({ results: [] });
    const figure = calculate(measure('attainment8'), [pupilA(), pupilB(), none], in2024);
    expect(figure).toMatchObject({ pupils: 3, total: 96.5, nullKind: null });
    expect(figure.value).toBeCloseTo(32.1667, 4);
    const outside = [
      pupilWith({ yearGroup: 10, results: gradesOf(A) }),
      pupilWith({ counted: false, results: gradesOf(A) }),
    ];
    expect(calculate(measure('attainment8'), [...outside, pupilB()], in2024).value).toBe(35);
    expect(calculate(measure('attainment8'), [none], in2024).nullKind).toBe('not-assessed');
    expect(calculate(measure('attainment8'), [], in2024).nullKind).toBe('no-pupils');
  });
  it('opens to the pupil in words', () =>
    expect(contribution(measure('attainment8'), pupilA(), in2024).words).toBe(
      'English 12, maths 14, EBacc subjects 17, open subjects 18.5: 61.5',
    ));
});

describe('Progress 8', () => {
  const five = (
    [
      [104, 101, 57.5, 17, 1.648],
      [99, 98, 32, 13, -0.178],
      [110, 112, 63, 25, 0.278],
      [107, 106, 50.5, 21, 0.074],
      [100, 102, 12, 15, -2.527],
    ] as const
  ).map(([ks2Reading, ks2Maths, a8, group, score]) => {
    const maths = resultOf('gcse-maths', '1', 'r', { points: a8 / 2 });
    return { pupil: pupilWith({ ks2Reading, ks2Maths, results: [maths] }), group, score };
  });
  const pupils = five.map((one) => one.pupil);
  const floor = { ...in2024, progress8Floor: Array.from({ length: 34 }, () => -2) };

  it('puts KS2 averages into DfE’s 34 groups', () => {
    const table = tableFor(in2024);
    const groups = [82, 82.5, 87.5, 102.5, 103, 103.5, 106.5, 119, 119.5].map(
      (one) => table && priorGroup(table, one)?.group,
    );
    expect(groups).toEqual([1, 2, 3, 17, 17, 18, 21, 33, 34]);
  });
  it('gives pupil A +2.05, and the elements that add up to it', () => {
    const found = progressOf(pupilA(), in2024);
    expect(found?.score).toBeCloseTo(2.048, 9);
    const { english = 0, maths = 0, ebacc = 0, open = 0 } = found?.elements ?? {};
    expect([english, maths, ebacc, open].map((one) => roundHalfUp(one, 4))).toEqual([1.45, 2.935, 1.8033, 2.1]);
    expect((2 * english + 2 * maths + 3 * ebacc + 3 * open) / 10).toBeCloseTo(2.048, 9);
  });
  it('gives the five pupils of the worked example their scores and −0.14 together', () => {
    for (const { pupil, group, score } of five) {
      expect(progressOf(pupil, in2024)?.group).toBe(group);
      expect(progressOf(pupil, in2024)?.score).toBeCloseTo(score, 9);
    }
    const figure = calculate(measure('progress8'), pupils, in2024);
    expect(figure.value).toBeCloseTo(-0.141, 9);
    expect((figure.upper ?? 0) - (figure.value ?? 0)).toBeCloseTo(1.2414, 4);
    expect([figure.lower, figure.upper].map((one) => roundHalfUp(one ?? 0, 2))).toEqual([-1.38, 1.1]);
  });
  it('lifts extreme scores to a floor only when it is given, and says how many', () => {
    const figure = calculate(measure('progress8'), pupils, floor);
    expect(figure.value).toBeCloseTo(-0.0356, 9);
    expect([figure.lower, figure.upper].map((one) => roundHalfUp(one ?? 0, 2))).toEqual([-1.28, 1.21]);
    expect([liftedPupils(pupils, in2024), liftedPupils(pupils, floor)]).toEqual([0, 1]);
    expect(contribution(measure('progress8'), pupils[4] ?? pupilWith(), floor).words).toContain(
      '−2.53 before the floor',
    );
  });
  it('puts scores with their intervals into DfE’s bands', () => {
    const of = (n: number, value: number) => {
      const interval = nationalInterval(value, 1.41628, n);
      return [roundHalfUp(interval.lower, 2), roundHalfUp(interval.upper, 2), progress8Band({ value, ...interval })];
    };
    expect(of(180, 0.32)).toEqual([0.11, 0.53, 'above average']);
    expect(of(180, 0.15)).toEqual([-0.06, 0.36, 'average']);
    expect(of(180, -0.55)).toEqual([-0.76, -0.34, 'well below average']);
    expect(of(60, 0.4)).toEqual([0.04, 0.76, 'above average']);
    expect(of(20, 0.55)).toEqual([-0.07, 1.17, 'average']);
    expect(progress8Band({ value: 0.5, lower: 0.1, upper: 0.9 })).toBe('well above average');
  });
  it('is not published for 2025 and 2026, not available without the year’s look-up, and indicative with another’s', () => {
    const of = (resultsYear: number, more: Partial<MeasureOptions> = {}) =>
      calculate(measure('progress8'), pupils, { ...in2024, resultsYear, ...more });
    expect([2025, 2026, 2027, 2021].map((year) => of(year).nullKind)).toEqual([
      'not-published',
      'not-published',
      'not-available',
      'not-published',
    ]);
    expect(of(2026).value).toBeNull();
    expect(of(2026, { indicativeWith: 2024 }).value).toBeCloseTo(-0.141, 9);
    expect(of(2026, { indicativeWith: 2024 }).note).toBe(
      'Indicative: made with the national look-up of 2024, not that of 2026.',
    );
    expect(of(2024).note).toBeUndefined();
    expect(calculate(measure('progress8_indicative'), pupils, { ...in2024, resultsYear: 2026 }).note).toContain(
      'Indicative',
    );
    expect(of(2023).value).not.toBeCloseTo(-0.141, 3);
  });
  it('leaves out pupils without a starting point, and has no figure when fewer than half have one', () => {
    const unknown = (count: number) => Array.from({ length: count }, () => pupilWith({ results: gradesOf(B) }));
    expect(calculate(measure('progress8'), [...pupils, ...unknown(5)], in2024)).toMatchObject({
      pupils: 5,
      nullKind: null,
    });
    expect(calculate(measure('progress8'), [...pupils, ...unknown(6)], in2024)).toMatchObject({
      value: null,
      nullKind: 'low-coverage',
    });
    expect(ks2Average({ ks2Reading: 104, ks2Maths: null })).toBe(104);
    expect(ks2Average({ ks2Reading: 104, ks2Maths: null }, false)).toBeNull();
  });
  it('weighs schools by their pupils: 0.09 for the trust of the worked example', () => {
    const figure = (pupilsIn: number, value: number) => ({
      pupils: pupilsIn,
      total: pupilsIn * value,
      value,
      nullKind: null,
      ...nationalInterval(value, 1.41628, pupilsIn),
    });
    const trust = combine([figure(180, 0.32), figure(120, -0.25), figure(90, 0.1)], measure('progress8'));
    expect(trust.value).toBeCloseTo(0.0938, 4);
    expect((trust.upper ?? 0) - (trust.value ?? 0)).toBeCloseTo((1.96 * 1.41628) / Math.sqrt(390), 9);
  });
});

describe('English and maths, EBacc', () => {
  it('gives pupil A an EBacc average of 5.83 and pupil B, without literature, 2.50', () => {
    expect(roundHalfUp(valueOfOne('ebacc_aps', pupilA()) ?? 0, 2)).toBe(5.83);
    expect(roundHalfUp(valueOfOne('ebacc_aps', pupilB()) ?? 0, 2)).toBe(2.5);
  });
  it('has pupil A at 5+ in English and maths and pupil B at 4+ alone', () => {
    expect(['english_maths_5plus', 'english_maths_4plus'].map((code) => valueOfOne(code, pupilA()))).toEqual([
      100, 100,
    ]);
    expect(['english_maths_5plus', 'english_maths_4plus'].map((code) => valueOfOne(code, pupilB()))).toEqual([0, 100]);
  });
  it('counts all five pillars as EBacc entry, single sciences from three', () => {
    expect(['ebacc_entry', 'ebacc_5plus', 'ebacc_4plus'].map((code) => valueOfOne(code, pupilA()))).toEqual([
      100, 100, 100,
    ]);
    expect(contribution(measure('ebacc_entry'), pupilB(), in2024).words).toBe('not entered: english, language');
    const singles = (...codes: string[]) => {
      const { 'combined-science-science': _, ...others } = A;
      return pupilWith({ results: gradesOf({ ...others, ...Object.fromEntries(codes.map((code) => [code, '6'])) }) });
    };
    expect(valueOfOne('ebacc_entry', singles('gcse-biology', 'gcse-physics'))).toBe(0);
    expect(valueOfOne('ebacc_entry', singles('gcse-biology', 'gcse-physics', 'gcse-computer-science'))).toBe(100);
  });
  it('says that EBacc is no national measure any more from 2026', () =>
    expect(calculate(measure('ebacc_entry'), [pupilA()], { ...in2024, resultsYear: 2026 }).note).toContain(
      'No longer',
    ));
  it('makes no 0 per cent of a file that holds English alone', () => {
    const pupil = pupilWith({ results: gradesOf({ 'gcse-english-language': '6' }) });
    expect(calculate(measure('english_maths_4plus'), [pupil], in2024).nullKind).toBe('not-assessed');
  });
});
