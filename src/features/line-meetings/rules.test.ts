import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSchoolDay, termWeekOf, termWeeks } from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';
import { directionOf, isDue, lineLacks } from './agenda-rules.ts';
import { firstClash, overlaps, proposeSeries } from './clash-rules.ts';
import { dayInWeek, fortnightlyDates, sameWeekOn } from './date-rules.ts';
import { countMeetings, sidesToAnswer, stateOf, timesCarried } from './rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const moment = Temporal.Instant.from('2026-11-01T09:00:00Z');
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
  closedDays: [date('2027-05-03'), date('2026-12-18')],
};
const weeks = termWeeks(nottingham);
const said = (dates: readonly Temporal.PlainDate[]) => dates.map(String);

describe('the days of a series', () => {
  test('are every second week of term: weeks 1, 3 … 39 make twenty meetings, and half term does not count', () => {
    const dates = fortnightlyDates(nottingham, date('2026-09-03'), 4);
    expect(dates).toHaveLength(20);
    expect(said(dates).slice(0, 6)).toEqual([
      '2026-09-03',
      '2026-09-17',
      '2026-10-01',
      '2026-10-15',
      '2026-11-12',
      '2026-11-26',
    ]);
  });

  test('on a closed day move to the next school day of that week, or to one before', () => {
    const mondays = fortnightlyDates(nottingham, date('2026-09-07'), 1);
    expect(said(mondays)).not.toContain('2027-05-03');
    expect(dayInWeek(nottingham, { monday: date('2027-05-03') }, 1)?.toString()).toBe('2027-05-04');
    expect(dayInWeek(nottingham, { monday: date('2026-12-14') }, 5)?.toString()).toBe('2026-12-17');
    expect(sameWeekOn(nottingham, date('2026-10-21'), 3)).toBeNull();
  });

  test('do not begin in the holidays, at a weekend or without term dates', () => {
    expect(fortnightlyDates(nottingham, date('2026-10-21'), 3)).toEqual([]);
    expect(fortnightlyDates(nottingham, date('2026-09-05'), 6)).toEqual([]);
    expect(fortnightlyDates({ ...nottingham, halfTerms: [] }, date('2026-09-03'), 4)).toEqual([]);
  });

  test('are always school days, two weeks of term apart', () => {
    const first = fc.integer({ min: 0, max: 300 }).map((days) => date('2026-09-02').add({ days }));
    fc.assert(
      fc.property(first, fc.integer({ min: 1, max: 5 }), (on, weekday) => {
        const dates = fortnightlyDates(nottingham, on, weekday);
        for (const one of dates) expect(isSchoolDay(nottingham, one)).toBe(true);
        const numbers = dates.map((one) => termWeekOf(weeks, one)?.number ?? 0);
        for (let at = 1; at < numbers.length; at += 1) expect((numbers[at] ?? 0) - (numbers[at - 1] ?? 0)).toBe(2);
      }),
    );
  });
});

describe('nobody is in two places', () => {
  const held = (on: string, at: string, minutes = 90, school = 'Alder') => ({ on: date(on), at, minutes, school });

  test.each([
    ['09:00', '10:30', false],
    ['09:00', '10:29', true],
    ['10:00', '09:00', true],
    ['13:00', '09:00', false],
  ])('a meeting of ninety minutes at %s and one at %s: %s', (one, other, clash) => {
    expect(overlaps(held('2026-09-03', one), held('2026-09-03', other))).toBe(clash);
    expect(overlaps(held('2026-09-03', one), held('2026-09-04', other))).toBe(false);
  });

  test('the clash is said with day, time and school', () => {
    expect(firstClash([held('2026-09-03', '09:00')], [held('2026-09-03', '09:30', 60, 'Birch')])).toBe(
      'On 3 September 2026 at 09:30 there is a meeting at Birch already',
    );
  });

  test('all schools are arranged at once without a clash all year, also where one has dates of its own', () => {
    const later: TermDates = {
      ...nottingham,
      own: true,
      halfTerms: nottingham.halfTerms.map((one) => (one.number === 2 ? half(2, '2026-10-26', '2026-12-18') : one)),
    };
    const schools = ['Alder', 'Birch', 'Cedar', 'Elm', 'Fir'].map((school, index) => ({
      schoolId: school,
      school,
      dates: index === 2 ? later : nottingham,
    }));
    const wishes = { from: date('2026-09-07'), weekdays: [1, 3], times: ['09:00', '13:30'], minutes: 90 };
    const { proposals, without } = proposeSeries(schools, wishes, []);
    expect(without).toEqual([]);
    const all = proposals.flatMap(({ school, at, dates }) => dates.map((on) => ({ on, at, minutes: 90, school })));
    for (const [index, one] of all.entries()) expect(firstClash([one], all.slice(index + 1))).toBeNull();
  });

  test('what does not fit is said, not squeezed in', () => {
    const schools = ['Alder', 'Birch', 'Cedar'].map((school) => ({ schoolId: school, school, dates: nottingham }));
    const wishes = { from: date('2026-09-07'), weekdays: [1], times: ['09:00'], minutes: 90 };
    expect(proposeSeries(schools, wishes, []).without).toEqual(['Cedar']);
  });
});

const row = (planned: string, values: Partial<Parameters<typeof stateOf>[0]> = {}) => ({
  slot_on: date(planned),
  planned_on: date(planned),
  held_on: null,
  cancelled_at: null,
  version: 0,
  correcting_since: null,
  moved: false,
  ...values,
});
const heldOn = (day: string, values = {}) => row(day, { held_on: date(day), version: 1, ...values });
const today = date('2026-11-23');

describe('where a meeting stands', () => {
  const both = [
    { side: 'holder' as const, of_version: 1, agrees: true },
    { side: 'head' as const, of_version: 1, agrees: true },
  ];
  test.each([
    ['planned', row('2026-11-23'), []],
    ['missed', row('2026-11-20'), []],
    ['cancelled', row('2026-11-20', { cancelled_at: moment }), []],
    ['begun', heldOn('2026-11-20', { version: 0 }), []],
    ['circulated', heldOn('2026-11-20'), both.slice(0, 1)],
    ['confirmed', heldOn('2026-11-20'), both],
    ['disputed', heldOn('2026-11-20'), [...both, { side: 'head' as const, of_version: 1, agrees: false }]],
    ['correcting', heldOn('2026-11-20', { correcting_since: moment }), both],
    ['circulated', heldOn('2026-11-20', { version: 2 }), both],
  ] as const)('%s', (state, meeting, answers) => {
    expect(stateOf(meeting, answers, today)).toBe(state);
  });

  test('a corrected version asks both again', () => {
    expect(sidesToAnswer(heldOn('2026-11-20', { version: 2 }), both)).toEqual(['holder', 'head']);
    expect(sidesToAnswer(heldOn('2026-11-20'), both)).toEqual([]);
  });
});

describe('what the board sees', () => {
  test('held, moved, missed and a run of missed ones; the fortnight counts term weeks', () => {
    const counts = countMeetings(
      [
        heldOn('2026-09-03'),
        heldOn('2026-09-17', { moved: true }),
        row('2026-10-01'),
        heldOn('2026-10-14'),
        row('2026-10-15', { cancelled_at: moment }),
        row('2026-11-12'),
        row('2026-11-26'),
      ],
      date('2026-09-03'),
      weeks,
      today,
    );
    expect(counts).toMatchObject({ due: 5, held: 3, moved: 1, cancelled: 1, missed: 2, streak: 1, between: 0 });
    // DOMAIN 4.3: the last on 14 October, the next by 13 November, not 28 October.
    expect(counts.dueBy?.toString()).toBe('2026-11-13');
    expect(counts.overdue).toBe(true);
    expect(counts.nextOn?.toString()).toBe('2026-11-26');
  });

  test('one in week 8 makes the next overdue once week 10 has ended', () => {
    const counts = countMeetings([heldOn('2026-11-04')], date('2026-09-03'), weeks, today);
    expect([counts.dueBy?.toString(), counts.overdue]).toEqual(['2026-11-20', true]);
  });

  test('a meeting in between ends a run of missed ones, and is not counted as one of the series', () => {
    const between = heldOn('2026-11-18', { slot_on: null });
    const counts = countMeetings([row('2026-10-01'), row('2026-11-12'), between], date('2026-09-03'), weeks, today);
    expect(counts).toMatchObject({ due: 2, held: 0, missed: 2, streak: 0, between: 1 });
  });

  test('before the first meeting nothing is late', () => {
    const counts = countMeetings([row('2026-11-26')], date('2026-11-26'), weeks, today);
    expect(counts).toMatchObject({ due: 0, missed: 0, streak: 0, overdue: false });
  });
});

describe('the agenda', () => {
  const last = (on: string, rag: 'green' | 'blue' = 'green') => ({ on: date(on), rag, value: '', reason: '', by: '' });
  test.each([
    ['nothing was ever noted', null, null, true],
    ['nothing since the last meeting', last('2026-11-12'), null, true],
    ['noted since the last meeting', last('2026-11-20'), null, false],
    ['noted since, but its day has come', last('2026-11-20'), date('2026-12-01'), true],
    ['reached', last('2026-09-20', 'blue'), date('2026-10-01'), false],
  ] as const)('a criterion of which %s', (_, entry, byWhen, due) => {
    expect(isDue(entry, byWhen, date('2026-11-12'), date('2026-11-26'))).toBe(due);
  });

  const line = { value_number: null, value_words: null, rag: null, reason: null, not_discussed: null };
  test.each([
    [null, /has no line/],
    [line, /lacks where it stands now and a rating and the reason/],
    [{ ...line, value_number: '62', rag: 'green' as const }, /lacks the reason for the rating/],
    [{ ...line, not_discussed: 'No time', rag: 'red' as const }, /says both/],
  ])('a line that is not enough says what it lacks', (given, words) => {
    expect(lineLacks(given)).toMatch(words);
  });
  test('a whole line, and one that says why it was not discussed, are enough', () => {
    expect(lineLacks({ ...line, value_words: 'Two of four', rag: 'amber', reason: 'Late' })).toBeNull();
    expect(lineLacks({ ...line, not_discussed: 'No time' })).toBeNull();
  });

  test('a figure is better or worse by its own direction, and neither where chance could explain it', () => {
    expect(directionOf(2, true, true)).toBe('better');
    expect(directionOf(2, true, false)).toBe('worse');
    expect(directionOf(2, false, true)).toBe('same');
  });

  test('an action is carried over by every meeting that was held while it was open', () => {
    const held = ['2026-09-03', '2026-09-17', '2026-10-01'].map(date);
    expect(timesCarried(date('2026-09-03'), null, held)).toBe(2);
    expect(timesCarried(date('2026-09-03'), date('2026-09-20'), held)).toBe(1);
    expect(timesCarried(date('2026-10-01'), null, held)).toBe(0);
  });
});
