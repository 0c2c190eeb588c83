import { describe, expect, test } from 'vitest';
import {
  academicYearName,
  academicYearOf,
  autumnDeadline,
  countSchoolDays,
  fortnightlyDue,
  isSchoolDay,
  lastDayOfTerm,
  latestTermOn,
  termOf,
  termWeekOf,
  termWeeks,
} from './rules.ts';
import type { TermDates } from './term-dates.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const half = (number: number, from: string, to: string) => ({ number, startsOn: date(from), endsOn: date(to) });

/** Nottingham City, 2026/27 (DOMAIN.md 4.3). */
const nottingham: TermDates = {
  academicYear: 2026,
  own: false,
  halfTerms: [
    half(1, '2026-09-02', '2026-10-16'),
    half(2, '2026-11-02', '2026-12-18'),
    half(3, '2027-01-04', '2027-02-12'),
    half(4, '2027-02-22', '2027-03-25'),
    half(5, '2027-04-12', '2027-05-28'),
    half(6, '2027-06-07', '2027-07-22'),
  ],
  closedDays: [date('2027-05-03')],
};
const weeks = termWeeks(nottingham);

test('the academic year turns on 1 September', () => {
  expect(academicYearOf(date('2026-08-31'))).toBe(2025);
  expect(academicYearOf(date('2026-09-01'))).toBe(2026);
  expect(academicYearOf(date('2027-08-31'))).toBe(2026);
  expect(academicYearName(2026)).toBe('2026/27');
  expect(academicYearName(2099)).toBe('2099/00');
});

describe('the school year 2026/27 in Nottingham', () => {
  test('has 39 term weeks and 190 school days', () => {
    expect(weeks).toHaveLength(39);
    expect(countSchoolDays(nottingham)).toBe(190);
  });

  test.each([
    ['2026-08-31', 1],
    ['2026-11-23', 11],
    ['2026-12-14', 14],
    ['2027-01-04', 15],
    ['2027-04-12', 26],
    ['2027-07-19', 39],
  ])('the week beginning %s is term week %i', (monday, number) => {
    expect(termWeekOf(weeks, date(monday))?.number).toBe(number);
    expect(termWeekOf(weeks, date(monday).add({ days: 4 }))?.number).toBe(number);
  });

  test('a week in the holidays has no number', () => {
    expect(termWeekOf(weeks, date('2026-10-21'))).toBeNull();
    expect(termWeekOf(weeks, date('2026-12-25'))).toBeNull();
  });

  test('the half-term holiday lies in the term, the Christmas holiday in none', () => {
    expect(termOf(nottingham, date('2026-10-21'))).toBe('autumn');
    expect(termOf(nottingham, date('2026-12-21'))).toBeNull();
    expect(latestTermOn(nottingham, date('2026-12-21'))).toBe('autumn');
    expect(latestTermOn(nottingham, date('2026-09-01'))).toBeNull();
    expect(termOf(nottingham, date('2027-03-25'))).toBe('spring');
    expect(termOf(nottingham, date('2027-07-22'))).toBe('summer');
  });

  test('a bank holiday and a Saturday are no school days', () => {
    expect(isSchoolDay(nottingham, date('2027-05-03'))).toBe(false);
    expect(isSchoolDay(nottingham, date('2026-11-21'))).toBe(false);
    expect(isSchoolDay(nottingham, date('2026-11-23'))).toBe(true);
  });
});

describe('the fortnightly meeting', () => {
  test('after one on 14 October the next is due on 13 November, because the two weeks of half term do not count', () => {
    expect(fortnightlyDue(weeks, date('2026-10-14'))?.toString()).toBe('2026-11-13');
  });

  test('after one in week 8 the next is overdue once week 10 has ended', () => {
    const due = fortnightlyDue(weeks, date('2026-11-04'));
    expect(due?.toString()).toBe('2026-11-20');
    expect(Temporal.PlainDate.compare(date('2026-11-23'), due ?? date('9999-01-01'))).toBe(1);
  });

  test('one in the holidays counts for the week before them', () => {
    expect(fortnightlyDue(weeks, date('2026-10-21'))?.toString()).toBe('2026-11-13');
  });

  test('past the dates that are entered nothing can be said', () => {
    expect(fortnightlyDue(weeks, date('2027-07-20'))).toBeNull();
  });

  test('before the first week, the second week is the limit', () => {
    expect(fortnightlyDue(weeks, date('2026-08-20'))?.toString()).toBe('2026-09-11');
  });
});

describe('the deadline for the board’s approval', () => {
  test('is the last day of the autumn term', () => {
    expect(lastDayOfTerm(nottingham, 'autumn')?.toString()).toBe('2026-12-18');
    expect(autumnDeadline(nottingham)).toMatchObject({ basis: 'trust' });
    expect(autumnDeadline({ ...nottingham, own: true }).basis).toBe('school');
  });

  test('moves to the day before when the last day is closed', () => {
    const closed = { ...nottingham, closedDays: [date('2026-12-18')] };
    expect(autumnDeadline(closed).on.toString()).toBe('2026-12-17');
  });

  test('is 31 December, and says that it is assumed, when nobody has entered the dates', () => {
    const deadline = autumnDeadline({ academicYear: 2026, own: false, halfTerms: [], closedDays: [] });
    expect(deadline.basis).toBe('assumed');
    expect(deadline.on.toString()).toBe('2026-12-31');
  });
});
