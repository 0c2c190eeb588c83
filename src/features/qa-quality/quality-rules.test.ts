import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ageInDays,
  biasOf,
  biasWords,
  coverageOf,
  daysWaited,
  entryState,
  heldOf,
  medianOf,
  oldestNewest,
  partWords,
  shareOf,
  waitingOf,
  wellGrounded,
} from './quality-rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const moment = (text: string) => Temporal.Instant.from(text);
const today = day('2026-11-24');

const entry = (ends: string, values: { held?: boolean; stopped?: boolean } = {}) => ({
  ends_on: day(ends),
  held: false,
  stopped: false,
  ...values,
});

test('an entry of the calendar is held, stopped, missed, or still to come', () => {
  expect([
    entryState(entry('2026-11-20', { held: true }), today),
    entryState(entry('2026-12-20', { held: true }), today),
    entryState(entry('2026-11-20', { stopped: true }), today),
    entryState(entry('2026-11-23'), today),
    entryState(entry('2026-11-24'), today),
  ]).toEqual(['held', 'held', 'stopped', 'not_held', 'to_come']);
});

test('what was stopped is not counted among what was due', () => {
  const coverage = coverageOf(
    [
      entry('2026-10-01', { held: true }),
      entry('2026-10-09', { stopped: true }),
      entry('2026-11-02'),
      entry('2027-02-01'),
    ],
    today,
  );
  expect(coverage).toEqual({ planned: 4, held: 1, stopped: 1, not_held: 1, to_come: 1 });
  expect(heldOf(coverage)).toEqual({ of: 2, there: 1 });
});

test('nothing is worked out from one or two', () => {
  expect([shareOf({ of: 0, there: 0 }), shareOf({ of: 2, there: 2 }), shareOf({ of: 4, there: 3 })]).toEqual([
    null,
    null,
    0.75,
  ]);
  expect([partWords({ of: 0, there: 0 }), partWords({ of: 6, there: 4 })]).toEqual(['Nothing to count', '4 of 6']);
});

const found = (at: string, answered: string | null) => ({
  found_at: moment(at),
  answered_at: answered === null ? null : moment(answered),
});

test('days from a finding to its first action are days of the calendar in London', () => {
  expect(daysWaited(found('2026-11-01T23:30:00Z', '2026-11-03T00:10:00Z'), today)).toBe(2);
  expect(daysWaited(found('2026-06-01T23:30:00Z', '2026-06-03T00:10:00Z'), today)).toBe(1);
  expect(daysWaited(found('2026-11-20T09:00:00Z', null), today)).toBe(4);
  expect(daysWaited(found('2026-11-20T09:00:00Z', '2026-11-10T09:00:00Z'), today)).toBe(0);
});

test('the middle, the longest, and what still waits', () => {
  const findings = [
    found('2026-11-01T09:00:00Z', '2026-11-03T09:00:00Z'),
    found('2026-11-01T09:00:00Z', '2026-11-11T09:00:00Z'),
    found('2026-11-01T09:00:00Z', '2026-11-05T09:00:00Z'),
    found('2026-11-01T09:00:00Z', null),
  ];
  expect(waitingOf(findings, today)).toEqual({ findings: 4, answered: 3, median: 4, longest: 10, oldestOpen: 23 });
  expect(waitingOf(findings.slice(2), today)).toEqual({
    findings: 2,
    answered: 1,
    median: null,
    longest: 4,
    oldestOpen: 23,
  });
  expect(waitingOf([], today)).toEqual({ findings: 0, answered: 0, median: null, longest: null, oldestOpen: null });
});

test('the school’s own grade is better where its place on the scale is nearer the best', () => {
  const pair = (own: number, trust: number) => ({ own_position: own, trust_position: trust });
  expect(biasOf([pair(1, 2), pair(2, 2), pair(3, 2)])).toEqual({ of: 3, better: 1, same: 1, worse: 1 });
  expect(biasWords(biasOf([pair(1, 2), pair(1, 3), pair(2, 2)]))).toBe('Better in 2, the same in 1 of 3 areas');
  expect(biasWords(biasOf([pair(2, 2), pair(3, 3), pair(1, 1)]))).toBe('The same in all 3 areas');
  expect(biasWords(biasOf([pair(1, 4), pair(1, 4)]))).toBe('Too few to tell');
});

test('an area stands on two kinds of evidence, and the oldest newest says where nobody has looked', () => {
  const areas = [
    { kinds: ['data', 'pupil_voice'], newest_on: day('2026-11-20') },
    { kinds: ['data'], newest_on: day('2026-03-24') },
    { kinds: [], newest_on: null },
  ];
  expect(wellGrounded(areas)).toEqual({ of: 3, there: 1 });
  expect(oldestNewest(areas, today)).toBe(245);
  expect(ageInDays(null, today)).toBeNull();
  expect(oldestNewest([], today)).toBeNull();
});

test('half of the numbers stand at or below the middle one, and half at or above', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (numbers) => {
      const median = medianOf(numbers) ?? -1;
      const below = numbers.filter((number) => number <= median).length;
      const above = numbers.filter((number) => number >= median).length;
      expect(below * 2).toBeGreaterThanOrEqual(numbers.length);
      expect(above * 2).toBeGreaterThanOrEqual(numbers.length);
    }),
  );
});
