import { describe, expect, it } from 'vitest';
import { pupilWith } from './build.ts';
import { calculate, contribution, sum } from './calculate.ts';
import { measureOf, measures } from './catalogue.ts';
import { combine } from './combine.ts';
import { differs, gapOf } from './differs.ts';
import { formatFigure, formatGap, formatValue, roundHalfUp } from './format.ts';
import { groupsOf } from './groups.ts';
import { wilson } from './intervals.ts';
import { realisticSubjectId } from './realistic-gcse.ts';
import { realisticPupils } from './realistic-pupils.ts';
import type { Figure, MeasureOptions } from './types.ts';

const points = { unit: 'points', decimals: 1 } as const;
const percent = { unit: 'percent', decimals: 0 } as const;
const mean = (values: readonly number[]): Figure => {
  const total = sum(values);
  return { pupils: values.length, total, value: total / values.length, nullKind: null, lower: null, upper: null };
};
const hits = (total: number, pupils: number): Figure => ({
  pupils,
  total,
  value: (100 * total) / pupils,
  nullKind: null,
  ...wilson(total, pupils),
});

describe('Gaps', () => {
  const disadvantaged = mean([38.5, 22, 41, 30.5]);
  const others = mean([52, 47.5, 60, 55.5, 44, 61]);
  it('GAP-A: 33.0 and 53.3 are 20.3 apart, and 17.3 from a national 50.3', () => {
    expect(combine([disadvantaged, others]).value).toBeCloseTo(45.2, 9);
    expect(formatGap(points, gapOf(disadvantaged, others).value ?? 0)).toBe('−20.3');
    expect(formatGap(points, gapOf(disadvantaged, 50.3).value ?? 0)).toBe('−17.3');
  });
  it('GAP-B: 43 % and 71 % are 28.1 points apart, not 28', () => {
    const [low, high] = [hits(6, 14), hits(22, 31)];
    expect([low, high].map((one) => formatFigure(percent, one))).toEqual(['43%', '71%']);
    expect(formatGap(percent, gapOf(low, high).value ?? 0)).toBe('−28.1 pp');
    expect(formatFigure(percent, combine([low, high]))).toBe('62%');
  });
  it('has no gap where a figure is held back', () => {
    const held: Figure = { pupils: 0, total: null, value: null, nullKind: 'suppressed', lower: null, upper: null };
    expect(gapOf(held, disadvantaged)).toMatchObject({ value: null, nullKind: 'suppressed' });
  });
});

describe('Figures as they are printed', () => {
  it('rounds halves up, negative ones away from zero', () => {
    expect([
      roundHalfUp(62.5, 0),
      roundHalfUp(1.005, 2),
      roundHalfUp(-0.5, 0),
      roundHalfUp(2.675, 2),
      roundHalfUp(1e-9, 2),
    ]).toEqual([63, 1.01, -1, 2.68, 0]);
    expect(roundHalfUp(100 * (1 / 8), 0)).toBe(13);
  });
  it('gives progress its sign and shares their mark', () => {
    const progress = { unit: 'progress', decimals: 2 } as const;
    expect([
      formatValue(progress, 0.0938),
      formatValue(progress, -0.1),
      formatValue(progress, -0.001),
      formatValue(percent, 12.5),
    ]).toEqual(['+0.09', '−0.10', '0.00', '13%']);
  });
  it('has words for why there is no figure', () => {
    const none: Figure = { pupils: 0, total: null, value: null, nullKind: 'not-published', lower: null, upper: null };
    expect(formatFigure(points, none)).toBe('Not published nationally');
  });
});

describe('Figures of the trust', () => {
  it('weighs schools by pupils, never averages their percentages', () => {
    expect(combine([hits(9, 10), hits(30, 90)]).value).toBeCloseTo(39, 9);
    expect(combine([hits(0, 10), hits(30, 90)]).value).toBeCloseTo(30, 9);
    expect(combine([hits(0, 10), hits(0, 90)]).value).toBe(0);
  });
  it('says how many schools have no figure', () => {
    const none: Figure = { pupils: 0, total: null, value: null, nullKind: 'not-assessed', lower: null, upper: null };
    expect(combine([hits(9, 10), none]).note).toBe('1 of 2 have no figure and are not in it.');
    expect(combine([none]).nullKind).toBe('not-assessed');
  });
});

describe('Chance', () => {
  it('does not call a small change real', () => {
    expect(differs(hits(6, 10), hits(8, 10))).toBe('could be chance');
    expect(differs(hits(60, 100), hits(80, 100))).toBe('a real change');
    expect(differs(hits(1, 5), hits(80, 100))).toBe('too few pupils to tell');
    expect(differs(hits(60, 100), 85)).toBe('a real change');
  });
  it('has Wilson’s interval: 8 of 10 is 49 to 94 per cent', () => {
    const { lower, upper } = wilson(8, 10);
    expect([roundHalfUp(lower, 1), roundHalfUp(upper, 1)]).toEqual([49, 94.3]);
    expect(wilson(10, 10).upper).toBe(100);
  });
});

const school = [
  ...realisticPupils({
    seed: 11,
    size: 45,
    yearGroups: [0, 1, 2, 3, 4, 5, 6, 8, 10, 11, 13],
    academicYear: 2023,
    kinds: ['r', 'c', 'p', 't'],
  }),
];

describe('Every measure', () => {
  const options: MeasureOptions = { resultsYear: 2024, basis: 'r', subjectId: realisticSubjectId('gcse-maths') };
  it.each(measures.filter((one) => !one.code.includes('tech_level')).map((one) => [one.code, one] as const))(
    '%s is what its pupils add up to, in every breakdown',
    (_, measure) => {
      const figure = calculate(measure, school, options);
      expect(figure.nullKind).toBeNull();
      const parts = school.map((pupil) => contribution(measure, pupil, options));
      expect(sum(parts.map((one) => one.value))).toBeCloseTo(figure.total ?? Number.NaN, 9);
      expect(parts.filter((one) => one.inDenominator)).toHaveLength(figure.pupils);
      expect((measure.factor * sum(parts.map((one) => one.value))) / sum(parts.map((one) => one.weight))).toBeCloseTo(
        figure.value ?? Number.NaN,
        9,
      );
      if (figure.lower !== null) expect(figure.lower).toBeLessThanOrEqual((figure.value ?? 0) + 1e-9);
      if (figure.upper !== null) expect(figure.upper).toBeGreaterThanOrEqual((figure.value ?? 0) - 1e-9);
      for (const breakdown of ['sex', 'disadvantaged', 'eal', 'prior', 'year', 'registration'] as const) {
        const figures = groupsOf(breakdown, school).map((group) => calculate(measure, group.pupils, options));
        const together = combine(figures, measure);
        expect(together.pupils).toBe(figure.pupils);
        expect(together.value).toBeCloseTo(figure.value ?? Number.NaN, 6);
      }
      expect(parts.every((one) => one.words !== '')).toBe(true);
      expect(measure.definition).toMatch(/\.$/);
    },
  );
  it('has a code of its own', () => expect(new Set(measures.map((one) => one.code)).size).toBe(measures.length));
  it('takes current and predicted grades when asked', () => {
    const attainment = measureOf('attainment8');
    if (!attainment) throw new Error('no measure');
    const of = (basis: 'r' | 'c' | 'p') => calculate(attainment, school, { ...options, basis }).value ?? 0;
    expect(of('c')).toBeLessThan(of('r'));
    expect(of('p')).not.toBe(of('r'));
  });
});

describe('Groups', () => {
  it('name what the file did not say, so that they add up to all', () => {
    const pupils = [pupilWith({ disadvantaged: true }), pupilWith({ disadvantaged: false }), pupilWith()];
    expect(groupsOf('disadvantaged', pupils).map((one) => [one.title, one.pupils.length])).toEqual([
      ['Disadvantaged pupils', 1],
      ['Other pupils', 1],
      ['Not recorded', 1],
    ]);
  });
  it('put KS2 99.5 low, 100 middle and 110 high', () => {
    const pupils = [99.5, 100, 109.5, 110].map((one) => pupilWith({ ks2Reading: one, ks2Maths: one }));
    expect(groupsOf('prior', pupils).map((one) => one.pupils.length)).toEqual([1, 2, 1]);
  });
  it('set classes of a subject, and years in their order', () => {
    expect(
      groupsOf('year', school)
        .map((one) => one.title)
        .slice(0, 3),
    ).toEqual(['Reception', 'Year 1', 'Year 2']);
    const classes = groupsOf('class', school, { subjectId: realisticSubjectId('gcse-maths') });
    expect(classes.map((one) => one.code)).toEqual(['10A', '10B', '10C', '10D', '11A', '11B', '11C', '11D']);
  });
});
