import { expect, test } from 'vitest';
import { type Figure, measureOf } from '#features/measures/index.ts';
import { type Comparable, proposalsOf, reasonsOf } from './proposal-rules.ts';

const figure = (value: number, half = 2, pupils = 120): Figure => ({
  pupils,
  total: null,
  value,
  nullKind: null,
  lower: value - half,
  upper: value + half,
});
const held: Figure = { pupils: 0, total: null, value: null, nullKind: 'suppressed', lower: null, upper: null };

function comparable(code: string, values: Partial<Comparable> = {}): Comparable {
  const measure = measureOf(code);
  if (!measure) throw new Error(code);
  return {
    key: { measure: code, basis: 'c', subjectId: 0 },
    measure,
    figure: figure(46),
    before: null,
    target: null,
    gaps: [],
    weakestOf: null,
    ...values,
  };
}

test('a figure that meets its target, has not moved and has no gap does not stand out', () => {
  expect(
    reasonsOf(comparable('attainment8', { target: 45, before: { name: 'Summer', figure: figure(45.5) } })),
  ).toEqual([]);
  expect(proposalsOf([comparable('attainment8')])).toEqual([]);
});

test('a missed target stands out, and for absence that is the higher figure', () => {
  expect(reasonsOf(comparable('attainment8', { target: 50 }))[0]).toMatch(/Misses the school’s target \(−4\.0/);
  expect(reasonsOf(comparable('absence_overall', { figure: figure(9), target: 6 }))[0]).toMatch(/Misses/);
  expect(reasonsOf(comparable('absence_overall', { figure: figure(5), target: 6 }))).toEqual([]);
});

test('a change stands out only where it is no chance, for better and for worse', () => {
  const since = (value: number) => ({ before: { name: 'the summer', figure: figure(value) } });
  expect(reasonsOf(comparable('attainment8', since(47)))).toEqual([]);
  expect(reasonsOf(comparable('attainment8', since(55)))[0]).toMatch(/^Worse than the summer, a real change/);
  expect(reasonsOf(comparable('attainment8', since(35)))[0]).toMatch(/^Better than the summer/);
});

test('a gap that can be told stands out; one that is held back says nothing', () => {
  const gap = (second: Figure) => [
    { pair: { first: 'disadvantaged pupils', second: 'others' }, first: figure(38), second },
  ];
  expect(reasonsOf(comparable('attainment8', { gaps: gap(figure(50)) }))[0]).toBe(
    'A wide gap: disadvantaged pupils 12.0 below others',
  );
  expect(reasonsOf(comparable('attainment8', { gaps: gap(held) }))).toEqual([]);
  expect(reasonsOf(comparable('attainment8', { figure: held, target: 60, weakestOf: 8 }))).toEqual([]);
});

test('of a measure only one kind of results is proposed, and the figure with most reasons comes first', () => {
  const found = proposalsOf([
    comparable('absence_overall', {
      figure: figure(9),
      target: 6,
      key: { measure: 'absence_overall', basis: '', subjectId: 0 },
    }),
    comparable('attainment8', { target: 50, weakestOf: 8 }),
    comparable('attainment8', { target: 60, weakestOf: 8, key: { measure: 'attainment8', basis: 'p', subjectId: 0 } }),
  ]);
  expect(found.map((each) => [each.key.measure, each.key.basis, each.reasons.length])).toEqual([
    ['attainment8', 'p', 2],
    ['absence_overall', '', 1],
  ]);
});

test('a part of a measure that stands out is not proposed for the same reason, but for one of its own it is', () => {
  const whole = comparable('attainment8', { weakestOf: 4 });
  const part = (values: Partial<Comparable>) =>
    comparable('attainment8_maths', { key: { measure: 'attainment8_maths', basis: 'c', subjectId: 0 }, ...values });
  expect(proposalsOf([whole, part({ weakestOf: 4 })]).map((each) => each.key.measure)).toEqual(['attainment8']);
  expect(proposalsOf([part({ weakestOf: 4 })])).toHaveLength(1);
  expect(proposalsOf([whole, part({ target: 60 })]).map((each) => each.key.measure)).toEqual([
    'attainment8_maths',
    'attainment8',
  ]);
});
