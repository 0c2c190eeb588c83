import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceKindNames } from '#core/evidence/kinds.ts';
import {
  cheapestNextVisit,
  cheapestPlan,
  mendable,
  mendedBy,
  type Possible,
  possibleVisits,
} from './next-visit-rules.ts';
import { activities, contradicts, leastSafeFirst, type Piece, readingOf, safetyOf } from './safety-rules.ts';
import { usualVisits } from './usual-visits.ts';

const day = Temporal.PlainDate.from;
const yearStartsOn = day('2026-09-01');
const today = day('2026-11-24');
let number = 0;
const piece = (values: Partial<Piece> = {}): Piece => ({
  id: `piece ${++number}`,
  kind: 'lesson_observation',
  happenedOn: day('2026-11-09'),
  observers: ['Ada'],
  departmentId: null,
  points: 'strength',
  disadvantaged: false,
  send: false,
  ...values,
});
const good = { position: 2, of: 4 };
const codes = (pieces: readonly Piece[], grade: { position: number; of: number } | null = good) =>
  safetyOf(pieces, { grade, yearStartsOn }).weaknesses.map((one) => one.code);
const safe = [
  piece({ disadvantaged: true }),
  piece({ kind: 'work_scrutiny', observers: ['Ben'], send: true }),
  piece({ kind: 'pupil_voice' }),
];

describe('what a judgement stands on', () => {
  test('three activities, two observers, this year, disadvantaged pupils and SEND: safe', () => {
    const safety = safetyOf(safe, { grade: good, yearStartsOn });
    expect(readingOf(safety)).toEqual(['Safe']);
    expect(safety).toMatchObject({ observers: 2, thisYear: 3, disadvantaged: 1, send: 1, contradicting: [] });
    expect(safety.missing).toEqual(['data', 'leadership_discussion']);
  });

  test('nothing: that is what is said, and nothing else', () => {
    expect(readingOf(safetyOf([], { grade: null, yearStartsOn }))).toEqual(['Nothing speaks to it yet']);
  });

  test.each([
    ['one person has seen all of it', safe.map((one) => ({ ...one, observers: ['Ada'] })), 'observers'],
    ['nothing about SEND', safe.map((one) => ({ ...one, send: false })), 'send'],
    ['nothing about disadvantaged pupils', safe.map((one) => ({ ...one, disadvantaged: false })), 'disadvantaged'],
    ['two of three kinds', safe.map((one, i) => ({ ...one, kind: i ? one.kind : ('pupil_voice' as const) })), 'kinds'],
    [
      'two of three from last year',
      safe.map((one, i) => ({ ...one, happenedOn: day(i ? '2026-08-31' : '2026-11-09') })),
      'recent',
    ],
    [
      'one of three points the other way',
      safe.map((one, i) => ({ ...one, points: i ? one.points : ('development' as const) })),
      'contradicted',
    ],
  ])('%s', (_what, pieces, code) => {
    expect(codes(pieces)).toEqual([code]);
  });

  test('each weak point has a sentence of its own', () => {
    const [weakness] = safetyOf(
      safe.map((one) => ({ ...one, observers: ['Ada'] })),
      { grade: good, yearStartsOn },
    ).weaknesses;
    expect(weakness?.short).toBe('Stands on one person’s visits');
    expect(weakness?.words).toBe('One person has seen what it rests on, and 2 are wanted.');
  });

  test('a piece contradicts a grade of the other half of the scale; the middle of five is contradicted by neither', () => {
    expect(contradicts('development', { position: 1, of: 4 })).toBe(true);
    expect(contradicts('strength', { position: 2, of: 4 })).toBe(false);
    expect(contradicts('strength', { position: 3, of: 4 })).toBe(true);
    expect(contradicts('mixed', { position: 1, of: 4 })).toBe(false);
    for (const points of ['strength', 'development', 'mixed', null] as const)
      expect(contradicts(points, { position: 3, of: 5 })).toBe(false);
    expect(contradicts('development', { position: 1, of: 2 })).toBe(true);
  });

  test('without a grade nothing is contradicted, so that its reading tells nothing of a grade', () => {
    const pieces = safe.map((one) => ({ ...one, points: 'development' as const }));
    expect(codes(pieces, null)).toEqual([]);
    expect(codes(pieces, good)).toEqual(['contradicted']);
  });
});

const pieces = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...evidenceKindNames),
      happenedOn: fc.integer({ min: -700, max: 80 }).map((days) => yearStartsOn.add({ days })),
      observers: fc.uniqueArray(fc.constantFrom('Ada', 'Ben', 'Cy', 'Dee'), { maxLength: 3 }),
      departmentId: fc.constantFrom(null, 'maths', 'english'),
      points: fc.constantFrom('strength' as const, 'development' as const, 'mixed' as const, null),
      disadvantaged: fc.boolean(),
      send: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map((one, index): Piece => ({ ...one, id: `p${index}` })));
const grades = fc.constantFrom(null, ...[1, 2, 3, 4].map((position) => ({ position, of: 4 })));
const possible: Possible = { usual: usualVisits, departments: [], departmental: false, observable: [null], today };

describe('whatever the evidence', () => {
  test('more of it, from this year, by somebody else and for the grade, never makes it less safe', () => {
    fc.assert(
      fc.property(pieces, grades, fc.constantFrom(...evidenceKindNames), (before, grade, kind) => {
        const better = grade === null || grade.position <= 2;
        const more = piece({ kind, observers: ['Somebody else'], points: better ? 'strength' : 'development' });
        const had = codes(before, grade);
        const has = codes([...before, more], grade);
        expect(has.filter((code) => !had.includes(code))).toEqual([]);
      }),
    );
  });

  test('the order of the pieces does not matter', () => {
    fc.assert(
      fc.property(pieces, grades, (list, grade) => {
        expect(codes(list.toReversed(), grade)).toEqual(codes(list, grade));
      }),
    );
  });

  test('no possible visit mends more than the one that is proposed, and none that mends as much is cheaper', () => {
    fc.assert(
      fc.property(pieces, grades, (list, grade) => {
        const judged = { pieces: list, grade, yearStartsOn };
        const next = cheapestNextVisit(judged, possible);
        for (const visit of possibleVisits(judged, possible)) {
          const mends = mendedBy(judged, [visit], today).length;
          expect(mends).toBeLessThanOrEqual(next?.mends.length ?? 0);
          if (next && mends === next.mends.length) expect(visit.minutes).toBeGreaterThanOrEqual(next.minutes);
        }
      }),
    );
  });

  test('the plan mends at least what the next visit mends, at no more than three visits, and never the contradictions', () => {
    fc.assert(
      fc.property(pieces, grades, (list, grade) => {
        const judged = { pieces: list, grade, yearStartsOn };
        const next = cheapestNextVisit(judged, possible);
        const plan = cheapestPlan(judged, possible);
        expect(plan?.mends.length ?? 0).toBeGreaterThanOrEqual(next?.mends.length ?? 0);
        expect(plan?.visits.length ?? 0).toBeLessThanOrEqual(3);
        expect(plan?.mends ?? []).not.toContain('contradicted');
        expect(mendable(judged)).toEqual(expect.arrayContaining([...(plan?.mends ?? [])]));
        expect(mendedBy(judged, plan?.visits ?? [], today)).toEqual(plan?.mends ?? []);
        if (next && plan?.mends.length === next.mends.length) expect(plan.minutes).toBeLessThanOrEqual(next.minutes);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the cheapest next visit', () => {
  const one = [piece({ disadvantaged: false }), piece({ kind: 'work_scrutiny', send: true })];

  test('a pupil voice of half an hour by somebody else mends three of three', () => {
    const next = cheapestNextVisit({ pieces: one, grade: good, yearStartsOn }, possible);
    expect(next).toMatchObject({
      minutes: 55,
      mends: ['kinds', 'observers', 'disadvantaged'],
      visits: [{ kind: 'pupil_voice', newObserver: true, focus: 'disadvantaged', lasts: 30 }],
    });
  });

  test('a safe judgement needs no visit', () => {
    expect(cheapestNextVisit({ pieces: safe, grade: good, yearStartsOn }, possible)).toBeNull();
    expect(cheapestPlan({ pieces: safe, grade: good, yearStartsOn }, possible)).toBeNull();
  });

  test('from nothing, three visits make it safe, and no dearer kind is among them than has to be', () => {
    const plan = cheapestPlan({ pieces: [], grade: null, yearStartsOn }, possible);
    expect(plan?.visits.map((visit) => visit.kind).sort()).toEqual(['data', 'pupil_voice', 'work_scrutiny']);
    expect(plan?.minutes).toBe(55 + 75 + 80);
    expect(plan?.visits.filter((visit) => visit.newObserver)).toHaveLength(1);
    expect(plan?.mends).toEqual(['nothing', 'kinds', 'observers', 'recent', 'disadvantaged', 'send']);
  });

  test('a lesson is only proposed where a teacher may still be observed, and visits go where least has been seen', () => {
    const judged = { pieces: [piece({ departmentId: 'maths' })], grade: good, yearStartsOn };
    const departments = ['maths', 'english', 'science'];
    const kinds = (observable: readonly (string | null)[]) =>
      possibleVisits(judged, { ...possible, departments, observable }).filter(
        (visit) => visit.kind === 'lesson_observation',
      );
    expect(kinds([])).toEqual([]);
    expect(new Set(kinds(['maths', 'science']).map((visit) => visit.departmentId))).toEqual(new Set(['science']));
    const placeOf = (kind: string, departmental: boolean) =>
      possibleVisits(judged, { ...possible, departments, departmental }).find((visit) => visit.kind === kind)
        ?.departmentId;
    expect(placeOf('work_scrutiny', false)).toBe('english');
    expect(placeOf('pupil_voice', false)).toBeNull();
    expect(placeOf('pupil_voice', true)).toBe('english');
  });

  test('the least safe comes first', () => {
    const row = (list: readonly Piece[]) => ({ safety: safetyOf(list, { grade: good, yearStartsOn }) });
    const rows = [row(safe), row([]), row(one)].toSorted(leastSafeFirst);
    expect(rows.map((one) => one.safety.pieces)).toEqual([0, 2, 3]);
  });

  test('every activity has its usual minutes', () => {
    for (const kind of activities) expect(usualVisits[kind].lasts).toBeGreaterThan(0);
  });
});
