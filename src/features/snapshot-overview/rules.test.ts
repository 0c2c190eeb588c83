import { expect, test } from 'vitest';
import { combine, type Figure, type Measure, measureOf, trustFigure } from '#features/measures/index.ts';
import { markOf, notComparable, ofOtherPupils, sureness } from './rules.ts';

function measure(code: string): Measure {
  const found = measureOf(code);
  if (!found) throw new Error(code);
  return found;
}
const passes = measure('english_maths_5plus');
const share = (total: number, pupils: number): Figure =>
  combine(
    [{ pupils, total, value: (100 * total) / pupils, weight: pupils, nullKind: null, lower: null, upper: null }],
    passes,
  );
const held: Figure = { pupils: 0, total: null, value: null, nullKind: 'suppressed', lower: null, upper: null };

test('too few pupils, nothing beside it or nothing at all is never better or worse', () => {
  expect(markOf(passes, share(5, 5), share(20, 200))).toBe('unknown');
  expect(markOf(passes, share(50, 100), null)).toBe('unknown');
  expect(markOf(passes, held, 50)).toBe('unknown');
  expect(markOf(passes, share(50, 100), share(50, 100))).toBe('chance');
  expect(markOf(passes, share(50, 100), 90)).toBe('worse');
});

test('suspensions since September are not held against the term before, only against the same term of another year', () => {
  const rate = measure('suspension_rate');
  const autumn = { term: 'autumn', academic_year: 2026 } as const;
  expect(notComparable(rate, '', 'last', autumn, { term: 'summer', academic_year: 2025 })).toContain('since September');
  expect(notComparable(rate, '', 'last', autumn, { term: 'autumn', academic_year: 2025 })).toBeNull();
  expect(notComparable(rate, '', 'target', autumn)).toContain('whole year');
  expect(notComparable(rate, '', 'target', { term: 'summer', academic_year: 2026 })).toBeNull();
  expect(notComparable(rate, '', 'trust', autumn)).toBeNull();
  expect(
    notComparable(measure('absence_overall'), '', 'last', autumn, { term: 'summer', academic_year: 2025 }),
  ).toBeNull();
});

test('what pupils work at is not held against results of the nation, what is predicted is', () => {
  const autumn = { term: 'autumn', academic_year: 2026 } as const;
  expect(notComparable(passes, 'c', 'national', autumn)).not.toBeNull();
  expect(notComparable(passes, 'p', 'national', autumn)).toBeNull();
});

test('a new Year 11 is other pupils, absence of the whole school is not', () => {
  const [now, before] = [
    { term: 'autumn', academic_year: 2026 },
    { term: 'summer', academic_year: 2025 },
  ] as const;
  expect(ofOtherPupils(passes, now, before)).toBe(true);
  expect(ofOtherPupils(passes, now, { ...before, academic_year: 2026 })).toBe(false);
  expect(ofOtherPupils(measure('absence_overall'), now, before)).toBe(false);
});

test('the trust’s figure needs three schools, two of them not the reader’s, unless the reader sees every school', () => {
  const school = share(50, 100);
  expect(trustFigure(passes, [school], [school], false)).toBeNull();
  expect(trustFigure(passes, [school, school], [school], false)).toBeNull();
  expect(trustFigure(passes, [school], [school, held], false)).toBeNull();
  expect(trustFigure(passes, [school], [school, school], false)?.pupils).toBe(300);
  expect(trustFigure(passes, [school], [], true)?.pupils).toBe(100);
  expect(trustFigure(passes, [held], [], true)).toBeNull();
});

test('a change of ten points is surer in a large school than in a small one', () => {
  expect(sureness(share(60, 100), share(50, 100))).toBeGreaterThan(sureness(share(12, 20), share(10, 20)));
});
