import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byArea, byHalfTerm, byReason, countOf, mostForOneTeacher, type PatternNote } from './pattern-rules.ts';

const note = (values: Partial<PatternNote> = {}): PatternNote => ({
  halfTerm: 1,
  observedId: null,
  reason: 'Fractions',
  points: 'strength',
  areaIds: ['teaching'],
  ...values,
});
const seen = (...teachers: string[]) => teachers.map((observedId) => note({ observedId }));

test('notes about fewer than three teachers are not counted, from the third on all are', () => {
  expect(countOf([note(), ...seen('a')])).toBe(1);
  expect(countOf([note(), ...seen('a', 'a', 'b')])).toBe(1);
  expect(countOf([note(), ...seen('a', 'a', 'b', 'c')])).toBe(5);
});

test('no count of any kind tells of fewer than three observed teachers', () => {
  const notes = fc.array(
    fc.record({
      halfTerm: fc.integer({ min: 1, max: 6 }),
      observedId: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
      reason: fc.constantFrom('x', 'y'),
      points: fc.constantFrom('strength' as const, 'development' as const, 'mixed' as const),
      areaIds: fc.subarray(['p', 'q']),
    }),
  );
  fc.assert(
    fc.property(notes, (all) => {
      const two = all.map((one) => (one.observedId && one.observedId > 'b' ? { ...one, observedId: 'a' } : one));
      const open = all.filter((_, index) => two[index]?.observedId === null);
      expect(byHalfTerm(two)).toEqual(byHalfTerm(open));
      expect(byReason(two).toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual(
        byReason(open).toSorted((a, b) => (a.reason < b.reason ? -1 : 1)),
      );
      const sum = (rows: ReturnType<typeof byArea>) =>
        rows.reduce((n, row) => n + row.strength + row.development + row.mixed, 0);
      expect(sum(byArea(two))).toBe(sum(byArea(open)));
    }),
  );
});

test('areas that nothing may be said of are left out, and reasons stand with the most frequent first', () => {
  expect(byArea(seen('a', 'b'))).toEqual([]);
  expect(byArea([note(), note({ points: 'mixed' })])).toEqual([
    { areaId: 'teaching', strength: 1, development: 0, mixed: 1 },
  ]);
  expect(byReason([note({ reason: 'One' }), note({ reason: 'Two' }), note({ reason: 'Two' })])).toEqual([
    { reason: 'Two', notes: 2 },
    { reason: 'One', notes: 1 },
  ]);
});

test('how often one teacher was observed is said only among three or more', () => {
  expect(mostForOneTeacher(seen('a', 'a', 'b'))).toBeNull();
  expect(mostForOneTeacher(seen('a', 'a', 'b', 'c'))).toBe(2);
});
