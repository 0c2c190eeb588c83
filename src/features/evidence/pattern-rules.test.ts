import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountedPiece,
  cellWords,
  countParts,
  countShares,
  countWhole,
  fewestTeachers,
  patternRows,
  pointsOfPiece,
  teachersObserved,
} from './pattern-rules.ts';

let number = 0;
const piece = (values: Partial<CountedPiece> = {}): CountedPiece => {
  number += 1;
  return {
    id: `piece ${number}`,
    observedId: null,
    readers: 'leaders',
    departmentId: null,
    halfTerm: 2,
    areas: [{ areaId: 'teaching', points: 'strength' }],
    tags: [],
    ...values,
  };
};
const lesson = (teacher: string, values: Partial<CountedPiece> = {}) =>
  piece({ observedId: teacher, readers: 'named', ...values });
const develops: Partial<CountedPiece> = { areas: [{ areaId: 'teaching', points: 'development' }] };
const areaOf = (one: CountedPiece, key: string) => one.areas.find((area) => area.areaId === key)?.points ?? null;

test('notes on one or two teachers are held back, on three they are counted', () => {
  expect(countWhole([lesson('a'), lesson('b')])).toEqual({ pieces: 0, heldBack: true });
  expect(countWhole([lesson('a'), lesson('a'), lesson('a')])).toEqual({ pieces: 0, heldBack: true });
  expect(countWhole([lesson('a'), lesson('b'), lesson('c')])).toEqual({ pieces: 3, heldBack: false });
});

test('what every leader may open is always counted', () => {
  expect(countWhole([piece(), piece(), lesson('a')])).toEqual({ pieces: 2, heldBack: true });
  expect([
    cellWords({ pieces: 2, heldBack: true }),
    cellWords({ pieces: 0, heldBack: true }),
    cellWords(countWhole([piece()])),
  ]).toEqual(['2 and more held back', 'held back', '1']);
});

test('one part that is held back cannot be worked out from the whole: another is held back with it', () => {
  const all = [
    ...['a', 'b', 'c', 'd'].map((teacher) => lesson(teacher)),
    ...['a', 'b', 'c'].map((teacher) => lesson(teacher, { areas: [{ areaId: 'teaching', points: 'mixed' }] })),
    lesson('e', develops),
  ];
  const [row] = patternRows(['teaching'], { all, departmentId: null }, areaOf);
  expect(row?.whole).toEqual({ pieces: 8, heldBack: false });
  expect(row?.development).toEqual({ pieces: 0, heldBack: true });
  expect(row?.mixed).toEqual({ pieces: 0, heldBack: true });
  expect(row?.strength).toEqual({ pieces: 4, heldBack: false });
});

test('a department is not told apart where the rest of the school would tell of one or two teachers', () => {
  const all = [
    ...['a', 'b', 'c'].map((teacher) => lesson(teacher, { departmentId: 'maths' })),
    lesson('z', { departmentId: 'music' }),
  ];
  const rows = patternRows(['teaching'], { all, departmentId: 'maths' }, areaOf);
  expect(rows[0]?.strength).toEqual({ pieces: 0, heldBack: true });
  expect(rows[0]?.whole).toEqual({ pieces: 0, heldBack: true });
  expect(teachersObserved(all.slice(0, 3), all.slice(3))).toBeNull();
  const [whole] = patternRows(['teaching'], { all, departmentId: null }, areaOf);
  expect(whole?.strength).toEqual({ pieces: 4, heldBack: false });
});

test('a word shows what the piece shows of its areas, and both where they differ', () => {
  expect(pointsOfPiece(piece())).toBe('strength');
  expect(pointsOfPiece(piece({ areas: [] }))).toBeNull();
  expect(
    pointsOfPiece(
      piece({
        areas: [
          { areaId: 'a', points: 'strength' },
          { areaId: 'b', points: 'development' },
        ],
      }),
    ),
  ).toBe('mixed');
});

const someLessons = fc.array(
  fc.record({ teacher: fc.constantFrom('a', 'b', 'c', 'd', 'e'), part: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 25 },
);

test('whatever is shown, at least three teachers stand behind it and behind all that is left of the whole', () => {
  fc.assert(
    fc.property(someLessons, (lessons) => {
      const shares = [1, 2, 3, 4].map((key) => ({
        key,
        pieces: lessons.filter((one) => one.part === key).map((one) => lesson(one.teacher)),
      }));
      const cells = countShares(shares);
      const whole = countWhole(shares.flatMap((share) => share.pieces));
      const teachers = (keys: readonly number[]) =>
        new Set(
          shares
            .filter((share) => keys.includes(share.key))
            .flatMap((share) => share.pieces.map((one) => one.observedId)),
        ).size;
      const shown = [...cells].filter(([, cell]) => cell.pieces > 0).map(([key]) => key);
      for (const key of shown) expect(teachers([key])).toBeGreaterThanOrEqual(fewestTeachers);
      const held = [...cells].filter(([, cell]) => cell.heldBack).map(([key]) => key);
      if (held.length > 0 && !whole.heldBack) expect(teachers(held)).toBeGreaterThanOrEqual(fewestTeachers);
    }),
  );
});

test('of a department nothing is the whole but what is shown of its parts', () => {
  fc.assert(
    fc.property(someLessons, fc.integer({ min: 0, max: 3 }), (lessons, other) => {
      const all = lessons.map((one, index) =>
        lesson(one.teacher, { halfTerm: one.part, departmentId: index % 4 <= other ? 'maths' : 'music' }),
      );
      const shares = [1, 2, 3, 4].map((key) => ({ key, pieces: all.filter((one) => one.halfTerm === key) }));
      const { cells, whole } = countParts(shares, { all, departmentId: 'maths' });
      expect(whole.pieces).toBe([...cells.values()].reduce((sum, cell) => sum + cell.pieces, 0));
    }),
  );
});
