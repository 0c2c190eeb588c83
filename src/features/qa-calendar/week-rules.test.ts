import { describe, expect, test } from 'vitest';
import { dates2025, dates2026, yearWith } from './build-years.ts';
import { type ClashingEntry, clashesAmong, clashesWith } from './clash-rules.ts';
import { dayProblems, inWeekOf } from './entry-rules.ts';
import { titleFor, whenInWords } from './entry-words.ts';
import { columnsOf, rowsOf, stateOfWeek } from './grid-rules.ts';
import { againstWeek, firstSchoolDay, sameWeek, weekAt } from './week-rules.ts';

const day = Temporal.PlainDate.from;
const year = yearWith(dates2026, ['Key stage 2 tests', '2027-05-10', '2027-05-13']);

test.each([
  ['2026-08-31', 'it is the first week of the autumn term'],
  ['2026-12-14', 'it is the last week of the autumn term'],
  ['2026-10-19', 'there is no school that week'],
  ['2027-05-10', 'it is a week of tests or examinations (Key stage 2 tests)'],
  ['2026-11-23', null],
])('what speaks against the week of %s: %s', (monday, words) => {
  expect(againstWeek(year, day(monday))).toBe(words);
});

test('weeks are counted anew in each term, over the half-term holiday', () => {
  expect(weekAt(year, day('2026-11-04'))?.ofTerm).toBe(8);
  expect(weekAt(year, day('2027-01-05'))).toMatchObject({ ofTerm: 1, term: 'spring' });
  expect(weekAt(year, day('2027-05-05'))?.schoolDays).toBe(4);
});

test('the same week of term of the year before stands a year and a day of the week later', () => {
  const before = weekAt(yearWith(dates2025), day('2025-11-05'));
  expect(before?.ofTerm).toBe(8);
  expect(sameWeek(year, 'autumn', before?.ofTerm ?? 0)?.monday.toString()).toBe('2026-11-02');
  expect(sameWeek(year, 'autumn', 30)?.last).toBe(true);
});

test('the first day of school in a week with a bank holiday is the Tuesday', () => {
  expect(firstSchoolDay(dates2026, day('2027-05-03')).toString()).toBe('2027-05-04');
  expect(firstSchoolDay(dates2026, day('2026-10-19')).toString()).toBe('2026-10-19');
});

const entry = (id: string, school: string, from: string, values: Partial<ClashingEntry> = {}): ClashingEntry => ({
  id,
  school_id: school,
  school: `${school} School`,
  title: `Review ${id}`,
  starts_on: day(from),
  ends_on: day(from).add({ days: 4 }),
  days_known: false,
  lead_id: null,
  lead: null,
  ...values,
});
const words = (...entries: ClashingEntry[]) => clashesAmong(entries, () => year).map((clash) => clash.words);

describe('what clashes', () => {
  test('two reviews at one school within a fortnight, and not two weeks apart or at two schools', () => {
    expect(words(entry('a', 'Ash', '2026-11-09'), entry('b', 'Ash', '2026-11-16'))).toEqual([
      'Ash School: Review a and Review b fall within a fortnight of each other.',
    ]);
    expect(words(entry('a', 'Ash', '2026-11-09'), entry('b', 'Ash', '2026-11-23'))).toEqual([]);
    expect(words(entry('a', 'Ash', '2026-11-09'), entry('b', 'Oak', '2026-11-09'))).toEqual([]);
  });

  test('one lead in two schools in the same week', () => {
    const lead = { lead_id: 'p', lead: 'Pat' };
    expect(words(entry('a', 'Ash', '2026-11-09', lead), entry('b', 'Oak', '2026-11-09', lead))).toEqual([
      'Pat leads in two schools in the same week: Review a, Ash School, and Review b, Oak School.',
    ]);
    expect(words(entry('a', 'Ash', '2026-11-09', lead), entry('b', 'Oak', '2026-11-16', lead))).toEqual([]);
  });

  test.each([
    ['2027-05-10', 'Review a, Ash School: falls into a week of tests or examinations (Key stage 2 tests).'],
    ['2026-12-14', 'Review a, Ash School: it is the last week of the autumn term.'],
    ['2026-10-19', 'Review a, Ash School: there is no school that week.'],
  ])('a review in the week of %s: %s', (monday, said) => {
    expect(words(entry('a', 'Ash', monday))).toEqual([said]);
  });

  test('a review on a bank holiday, once its days are known', () => {
    const on = { days_known: true, ends_on: day('2027-05-03') };
    expect(words(entry('a', 'Ash', '2027-05-03', on))).toEqual([
      'Review a, Ash School: the school is closed on the first day.',
    ]);
  });

  test('the Friday after the tests of Monday to Thursday is free, once the day is known', () => {
    const on = { days_known: true, starts_on: day('2027-05-14'), ends_on: day('2027-05-14') };
    expect(words(entry('a', 'Ash', '2027-05-14', on))).toEqual([]);
  });

  test('only what speaks of the entry in question is told of it', () => {
    const others = [entry('b', 'Ash', '2026-11-16'), entry('c', 'Oak', '2026-12-14')];
    expect(clashesWith(entry('a', 'Ash', '2026-11-09'), others, () => year)).toHaveLength(1);
  });
});

test('days of an entry: in the year, in order, not longer than ten days', () => {
  expect(dayProblems(inWeekOf(day('2026-11-11')), 2026)).toEqual([]);
  expect(inWeekOf(day('2026-11-11')).startsOn.toString()).toBe('2026-11-09');
  const on = (from: string, to: string) => ({ startsOn: day(from), endsOn: day(to), daysKnown: true });
  expect(dayProblems(on('2026-11-11', '2026-11-10'), 2026)[0]?.field).toBe('endsOn');
  expect(dayProblems(on('2026-11-02', '2026-11-20'), 2026)[0]?.message).toBe('A review lasts 10 days at most');
  expect(dayProblems(on('2028-11-13', '2028-11-13'), 2026)[0]?.message).toBe(
    'The days must lie in the school year 2026/27',
  );
  expect(dayProblems(on('2026-11-14', '2026-11-14'), 2026)[0]?.message).toContain('Monday to Friday');
});

test('when an entry stands, in words', () => {
  const on = (from: string, to: string, known = true) =>
    whenInWords({ starts_on: day(from), ends_on: day(to), days_known: known });
  expect(on('2026-10-05', '2026-10-09', false)).toBe('week of 5 October 2026');
  expect(on('2026-10-06', '2026-10-06')).toBe('6 October 2026');
  expect(on('2026-10-06', '2026-10-08')).toBe('6 to 8 October 2026');
  expect(on('2026-11-30', '2026-12-02')).toBe('30 November to 2 December 2026');
  expect(titleFor({ title: 'Topic review', kind: 'topic_review' }, 'send', null)).toBe('Topic review: SEND');
});

describe('the grid', () => {
  const columns = columnsOf([year], [], day('2026-11-24'));

  test('has a column for each of the 39 weeks, and one for each holiday between them', () => {
    expect(columns.filter((column) => column.kind === 'week')).toHaveLength(39);
    expect(
      columns.filter((column) => column.kind === 'holiday').map((column) => column.kind === 'holiday' && column.weeks),
    ).toEqual([2, 2, 1, 2, 1]);
    expect(columns.find((column) => column.kind === 'week' && column.current)).toMatchObject({ ofTerm: 11 });
  });

  test('can be narrowed to a term, and shows an entry that stands in the holidays', () => {
    const spring = columnsOf([year], [], day('2026-11-24'), 'spring');
    expect(spring.filter((column) => column.kind === 'week')).toHaveLength(11);
    const inHolidays = columnsOf([year], [entry('a', 'Ash', '2026-10-19')], day('2026-11-24'));
    expect(inHolidays.filter((column) => column.kind === 'week')).toHaveLength(40);
  });

  test('says of each week what it is at the school', () => {
    const closed = [
      { school_id: null, day: day('2027-05-03'), kind: 'bank_holiday' as const, name: 'Early May bank holiday' },
      { school_id: 'Oak', day: day('2026-11-27'), kind: 'inset' as const, name: 'Staff training' },
    ];
    const label = (school: string, monday: string) => stateOfWeek(year, day(monday), closed, school).label;
    expect(label('Ash', '2027-05-03')).toBe('Bank hol.');
    expect(label('Oak', '2026-11-23')).toBe('INSET');
    expect(label('Ash', '2026-11-23')).toBe('');
    expect(label('Ash', '2027-05-10')).toBe('Exams');
    expect(label('Ash', '2026-08-31')).toBe('First');
    expect(label('Ash', '2026-10-19')).toBe('No school');
  });

  test('puts an entry into the row of its school and the week in which it begins', () => {
    const [row] = rowsOf(
      [{ id: 'Ash', name: 'Ash School' }],
      columns,
      [entry('a', 'Ash', '2026-11-10')],
      [],
      () => year,
    );
    const cell = row?.cells.find((each) => each.kind === 'week' && each.entries.length > 0);
    expect(cell).toMatchObject({ inWords: 'Week of 9 November 2026, week 9 of the autumn term' });
  });
});
