import { expect, test } from 'vitest';
import {
  accessDueOn,
  addCounts,
  countsInWords,
  cutoff,
  dueInWords,
  kinds,
  monthsInWords,
  namesPupil,
  ruleInWords,
  shippedRule,
} from './rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

test('months are said as people say them', () => {
  expect(monthsInWords(84)).toBe('7 years');
  expect(monthsInWords(18)).toBe('1 year and 6 months');
  expect(monthsInWords(1)).toBe('1 month');
  expect(monthsInWords(0)).toBe('At once');
  expect(ruleInWords('snapshot_rows', 84)).toBe('7 years after the day that the data describes');
});

test('every kind ships with a starting value, which is no shorter than what is allowed', () => {
  for (const kind of kinds) {
    const shipped = shippedRule(kind);
    expect(shipped.months, kind).toBeGreaterThanOrEqual(shipped.least);
    expect(shipped.basis, kind).not.toBe('');
  }
  expect(cutoff(84, date('2026-11-24'))).toEqual(date('2019-11-24'));
});

test('counts are added by what they count, and nought is not said', () => {
  expect(
    addCounts([
      { pupils: 2, results: 0 },
      { pupils: 1, files: 1 },
    ]),
  ).toEqual({ pupils: 3, files: 1 });
  expect(countsInWords({ pupils: 1, results: 3040, suspensions: 0 })).toBe('1 pupil and 3,040 results');
  expect(countsInWords({})).toBe('nothing');
});

test('a reason that is kept for ever must not name the pupil, but may hold the same letters inside a word', () => {
  const pupil = { surname: 'Hart', forename: 'Éva', upn: 'A123456789012', former_upn: null };
  expect(namesPupil('The mother of éva asked', pupil)).toBe(true);
  expect(namesPupil('HART, by letter', pupil)).toBe(true);
  expect(namesPupil('A123456789012 came in twice', pupil)).toBe(true);
  expect(namesPupil('Hartlepool wrote to us', pupil)).toBe(false);
  expect(namesPupil('Anything', { surname: null, forename: null, upn: null, former_upn: null })).toBe(false);
});

test('a request is to be answered within a calendar month, the last day of a shorter one', () => {
  expect(accessDueOn(date('2026-11-24'))).toEqual(date('2026-12-24'));
  expect(accessDueOn(date('2027-01-31'))).toEqual(date('2027-02-28'));
  expect(dueInWords(date('2026-12-24'), date('2026-12-23'))).toBe('in 1 day, by 24 December 2026');
  expect(dueInWords(date('2026-12-24'), date('2026-12-24'))).toBe('today');
  expect(dueInWords(date('2026-12-24'), date('2026-12-27'))).toBe('3 days late: it was due by 24 December 2026');
});
