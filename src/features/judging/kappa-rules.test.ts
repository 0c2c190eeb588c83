import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, driftOf, fewestForDrift, fewestForKappa } from './agreement-rules.ts';
import { type GradedTwice, type Weights, weightedKappa } from './kappa-rules.ts';

const graded = (table: readonly (readonly number[])[]): GradedTwice[] =>
  table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, (): GradedTwice => [i + 1, j + 1])),
  );
const same: Weights = (i, j) => (i === j ? 1 : 0);
const of =
  (matrix: readonly (readonly number[])[]): Weights =>
  (i, j) =>
    matrix[i]?.[j] ?? 0;

describe('worked examples of the literature', () => {
  test('Fleiss, Cohen and Everitt 1969: two psychiatrists and 200 patients', () => {
    const patients = graded([
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ]);
    const plain = weightedKappa(patients, 3, same);
    expect(plain?.value).toBeCloseTo(0.429, 3);
    expect((plain?.standardError ?? 0) ** 2).toBeCloseTo(0.002885, 6);
    const weighted = weightedKappa(
      patients,
      3,
      of([
        [1, 0, 0.4444],
        [0, 1, 0.6667],
        [0.4444, 0.6667, 1],
      ]),
    );
    expect(weighted?.value).toBeCloseTo(0.507, 3);
    expect((weighted?.standardError ?? 0) ** 2).toBeCloseTo(0.003248, 6);
  });

  test('Cohen 1968: kappa .492 and weighted kappa .348', () => {
    const patients = graded([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    const apart = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    expect(weightedKappa(patients, 3, same)?.value).toBeCloseTo(0.492, 3);
    expect(weightedKappa(patients, 3, (i, j) => 1 - (apart[i]?.[j] ?? 0) / 6)?.value).toBeCloseTo(0.348, 3);
  });

  test('four grades and 91 couples (Hout, Duncan and Sobel 1987; in Agresti 1990): quadratic weights give .332, with a standard error of .0973', () => {
    const couples = graded([
      [7, 7, 2, 3],
      [2, 8, 3, 7],
      [1, 5, 4, 9],
      [2, 8, 9, 14],
    ]);
    expect(weightedKappa(couples, 4, same)?.value).toBeCloseTo(0.1293, 4);
    expect(weightedKappa(couples, 4, (i, j) => 1 - Math.abs(i - j) / 3)).toEqual({
      value: expect.closeTo(0.2374, 4),
      standardError: expect.closeTo(0.0783, 4),
    });
    expect(weightedKappa(couples, 4)).toEqual({
      value: expect.closeTo(0.332, 4),
      standardError: expect.closeTo(0.0973, 4),
    });
  });
});

const scale = fc.integer({ min: 2, max: 5 });
const pairsOn = (size: number) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: size }), fc.integer({ min: 1, max: size })), {
    minLength: 1,
    maxLength: 60,
  });
const scaled = scale.chain((size) => fc.tuple(fc.constant(size), pairsOn(size)));

describe('whatever was graded', () => {
  test('it lies between −1 and 1, and is 1 exactly where the two always agreed', () => {
    fc.assert(
      fc.property(scaled, ([size, pairs]) => {
        const kappa = weightedKappa(pairs, size);
        if (kappa === null) {
          expect(new Set(pairs.flat()).size).toBe(1);
          return;
        }
        expect(kappa.value).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(kappa.value).toBeLessThanOrEqual(1 + 1e-9);
        expect(kappa.standardError).toBeGreaterThanOrEqual(0);
        expect(kappa.value > 1 - 1e-9).toBe(pairs.every(([a, b]) => a === b));
      }),
    );
  });

  test('it is the same whoever is called the first', () => {
    fc.assert(
      fc.property(scaled, ([size, pairs]) => {
        const there = weightedKappa(pairs, size);
        const back = weightedKappa(
          pairs.map(([a, b]): GradedTwice => [b, a]),
          size,
        );
        expect(back === null).toBe(there === null);
        expect(back?.value ?? 0).toBeCloseTo(there?.value ?? 0, 9);
        expect(back?.standardError ?? 0).toBeCloseTo(there?.standardError ?? 0, 6);
      }),
    );
  });

  test('it is the same with the scale turned round, and unweighted the same under any names for the grades', () => {
    fc.assert(
      fc.property(scaled, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), ([size, pairs], order) => {
        const turned = pairs.map(([a, b]): GradedTwice => [size + 1 - a, size + 1 - b]);
        expect(weightedKappa(turned, size)?.value ?? 0).toBeCloseTo(weightedKappa(pairs, size)?.value ?? 0, 9);
        const names = Array.from({ length: size }, (_, place) => place + 1).sort(
          (a, b) => (order[a - 1] ?? 0) - (order[b - 1] ?? 0),
        );
        const renamed = pairs.map(([a, b]): GradedTwice => [names[a - 1] ?? 1, names[b - 1] ?? 1]);
        expect(weightedKappa(renamed, size, same)?.value ?? 0).toBeCloseTo(
          weightedKappa(pairs, size, same)?.value ?? 0,
          9,
        );
      }),
    );
  });

  test('the order of the judgements does not matter, and twice as many of the same narrow the interval', () => {
    fc.assert(
      fc.property(scaled, ([size, pairs]) => {
        const once = weightedKappa(pairs, size);
        const twice = weightedKappa([...pairs, ...pairs.toReversed()], size);
        expect(twice?.value ?? 0).toBeCloseTo(once?.value ?? 0, 9);
        expect(twice?.standardError ?? 0).toBeCloseTo((once?.standardError ?? 0) / Math.SQRT2, 6);
      }),
    );
  });

  test('a grade outside the scale is a mistake of the program', () => {
    expect(() => weightedKappa([[1, 5]], 4)).toThrow(RangeError);
  });
});

describe('what a page says', () => {
  const some = (count: number): GradedTwice[] =>
    Array.from({ length: count }, (_, index): GradedTwice => [(index % 3) + 1, ((index * 2) % 3) + 1]);

  test('below ten judgements there are shares, and no kappa', () => {
    expect(agreementOf(some(fewestForKappa - 1), 4)).toMatchObject({ kappa: null, why: 'Too few to tell' });
    expect(agreementOf(some(fewestForKappa), 4).kappa).not.toBeNull();
    expect(agreementOf([], 4)).toEqual({
      judgements: 0,
      exact: 0,
      adjacent: 0,
      kappa: null,
      interval: null,
      why: 'Too few to tell',
    });
  });

  test('where only one grade was ever given, it says so; where all agreed, the kappa is 1 and no interval is claimed', () => {
    expect(agreementOf(Array(12).fill([2, 2]), 4)).toMatchObject({
      exact: 1,
      kappa: null,
      why: 'Only one grade was ever given',
    });
    const all = Array.from({ length: 12 }, (_, index): GradedTwice => [(index % 4) + 1, (index % 4) + 1]);
    expect(agreementOf(all, 4)).toMatchObject({ exact: 1, kappa: expect.closeTo(1, 9), interval: null });
  });

  test('exact and one apart are shares of all', () => {
    const pairs: GradedTwice[] = [
      [1, 1],
      [2, 3],
      [1, 4],
      [2, 2],
    ];
    expect(agreementOf(pairs, 4)).toMatchObject({ exact: 0.5, adjacent: 0.75 });
  });
});

describe('drift', () => {
  const all = (...differences: number[]) => differences.map((one) => ({ given: 2 + one, agreed: 2 }));

  test('one person’s grades beside the agreed ones: lenient, severe, or nothing that can be told', () => {
    expect(driftOf(all(-1, -1, -1, 0, -1, -1)).reading).toBe('lenient');
    expect(driftOf(all(1, 1, 1, 1, 1)).reading).toBe('severe');
    expect(driftOf(all(1, -1, 0, 0, 1, -1)).reading).toBe('none');
    expect(driftOf(all(...Array(fewestForDrift - 1).fill(1)))).toMatchObject({ reading: 'too few', mean: null });
  });

  test('the interval is Student’s: five differences 0, 0, 1, 1, 1 give 0.6 ± 0.680', () => {
    const drift = driftOf(all(0, 0, 1, 1, 1));
    expect(drift.mean).toBeCloseTo(0.6, 9);
    expect(drift.interval?.high).toBeCloseTo(0.6 + 0.68, 3);
  });

  test('turned round, lenient becomes severe', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: fewestForDrift, maxLength: 40 }), (found) => {
        const turned = { lenient: 'severe', severe: 'lenient', none: 'none', 'too few': 'too few' } as const;
        expect(driftOf(all(...found.map((one) => -one))).reading).toBe(turned[driftOf(all(...found)).reading]);
      }),
    );
  });
});
