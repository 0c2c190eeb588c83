import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  halfTermOf,
  joined,
  meets,
  parseReason,
  reasonColumns,
  reasonKey,
  reasonOf,
  recordProblems,
  saysTheSameVisit,
  titleOf,
  visitWarning,
  weekOf,
} from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const note = { reason: reasonKey('enquiry', crypto.randomUUID()), words: 'Seen', happenedOn: day('2026-11-20') };
const nobody = { observedId: null, observedMinutes: null };

test('a note needs one reason, words, and a day that has come', () => {
  const today = day('2026-11-23');
  expect(recordProblems({ ...note, ...nobody }, today)).toEqual([]);
  const fields = (values: object) =>
    recordProblems({ ...note, ...nobody, ...values }, today).map((problem) => problem.field);
  expect(fields({ reason: null })).toEqual(['reason']);
  expect(fields({ reason: 'plan:12' })).toEqual(['reason']);
  expect(fields({ words: ' \n ' })).toEqual(['words']);
  expect(fields({ happenedOn: day('2026-11-24') })).toEqual(['happenedOn']);
});

test('a reason is kept in one column and comes back as it was', () => {
  fc.assert(
    fc.property(fc.constantFrom('criterion', 'enquiry', 'activity'), fc.uuid(), (type, id) => {
      const key = reasonKey(type, id);
      expect(parseReason(key)).toEqual({ type, id });
      const columns = reasonColumns(key);
      expect(Object.values(columns).filter(Boolean)).toEqual([id]);
      expect(reasonOf(columns)).toBe(key);
    }),
  );
  expect(reasonOf(reasonColumns(null))).toBeNull();
});

test('before the third visit to a department in one week the page asks whether it could wait', () => {
  expect(visitWarning('Science', 0)).toBeNull();
  expect(visitWarning('Science', 1)).toBeNull();
  expect(visitWarning('Science', 2)).toContain('the third visit to Science this week');
  expect(visitWarning('Science', 11)).toContain('the 12th visit');
});

test('a week runs from Monday to Sunday', () => {
  expect(weekOf(day('2026-11-22'))).toEqual({ from: day('2026-11-16'), until: day('2026-11-22') });
  expect(weekOf(day('2026-11-23')).from).toEqual(day('2026-11-23'));
});

test('a day in the half-term holiday belongs to the half term before it', () => {
  const dates = {
    academicYear: 2026,
    own: false,
    closedDays: [],
    halfTerms: [
      { number: 1, startsOn: day('2026-09-02'), endsOn: day('2026-10-16') },
      { number: 2, startsOn: day('2026-11-02'), endsOn: day('2026-12-18') },
    ],
  };
  expect(halfTermOf(dates, day('2026-10-20'))?.number).toBe(1);
  expect(halfTermOf(dates, day('2026-11-02'))).toEqual({
    number: 2,
    from: day('2026-11-02'),
    until: day('2026-12-18'),
  });
  expect(halfTermOf(dates, day('2026-08-30'))).toBeNull();
});

test('the title of the evidence names no teacher', () => {
  expect(titleOf({ kind: 'drop_in', department: 'Science', happenedOn: day('2026-11-09') })).toBe(
    'Drop-in, Science, 9 November 2026',
  );
});

test('two notes are one visit only where reason, day, school and teacher are the same', () => {
  const one = { happened_on: day('2026-11-20'), observed_id: null, reason: 'enquiry:1', school_id: 's' };
  expect(saysTheSameVisit(one, { ...one })).toBe(true);
  expect(saysTheSameVisit(one, { ...one, observed_id: 'p' })).toBe(false);
  expect(saysTheSameVisit(one, { ...one, reason: 'enquiry:2' })).toBe(false);
  expect(saysTheSameVisit(one, { ...one, happened_on: day('2026-11-21') })).toBe(false);
  expect(saysTheSameVisit({ ...one, reason: null }, { ...one, reason: null })).toBe(false);
});

test('texts that are brought together lose nothing and say nothing twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const both = joined(a, b);
      expect(both).toContain(a.trim());
      expect(both).toContain(b.trim());
    }),
  );
  expect(joined('Seen twice', 'Seen')).toBe('Seen twice');
});

const stored = { revision: 3, changedOn: 'tablet', text: 'A' };
test.each([
  ['a device that has seen the newest revision goes on', { basedOn: 3, deviceId: 'phone', text: 'B' }, 'goes_on'],
  [
    'a device goes on from what it sent itself, though no answer came',
    { basedOn: 1, deviceId: 'tablet', text: 'B' },
    'goes_on',
  ],
  ['the same text is the same note', { basedOn: 1, deviceId: 'phone', text: 'A' }, 'same'],
  [
    'another device that has not seen the newest revision stands apart',
    { basedOn: 2, deviceId: 'phone', text: 'B' },
    'apart',
  ],
] as const)('%s', (_what, sent, expected) => {
  expect(meets(stored, sent)).toBe(expected);
});
