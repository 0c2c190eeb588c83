import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TermDates } from '../academic-year/term-dates.ts';
import type { WorkloadShare } from './book-workload.ts';
import { checkWorkload, type Proposal } from './check-rules.ts';
import { minutesInWords, ordinal, schoolDaysOfNotice, termOfDay } from './count-rules.ts';
import { defaultLimits } from './limits.ts';
import { type LedgerLine, observationsOf } from './observation-rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const half = (number: number, from: string, to: string) => ({ number, startsOn: date(from), endsOn: date(to) });
const dates: TermDates = {
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
const noDates: TermDates = { academicYear: 2026, own: false, halfTerms: [], closedDays: [] };

const share = (values: Partial<WorkloadShare> = {}): WorkloadShare => ({
  schoolId: 'school',
  personId: 'ann',
  departmentId: null,
  onDay: date('2027-02-03'),
  purpose: 'formal_review',
  part: 'being_observed',
  minutes: 30,
  what: 'A lesson',
  ...values,
});
const line = (cause: string, values: Partial<LedgerLine> = {}): LedgerLine => ({
  schoolId: 'school',
  personId: 'ann',
  onDay: date('2026-11-10'),
  part: 'being_observed',
  minutes: 30,
  state: 'planned',
  cause,
  ...values,
});
const check = (values: Partial<Proposal>) =>
  checkWorkload({
    limits: defaultLimits,
    lines: [],
    proposed: [share()],
    dates: (_, academicYear) => ({ ...dates, academicYear }),
    exams: () => [],
    toldOn: date('2027-01-11'),
    names: new Map([['ann', 'Ann Ashby']]),
    ...values,
  });
const codes = (values: Partial<Proposal>) => check(values).map((found) => `${found.limit}${found.blocks ? '!' : ''}`);

describe('observations of one teacher in a year', () => {
  test('the first is no matter', () => expect(check({})).toEqual([]));

  test('the second warns, the third warns, the fourth needs a reason', () => {
    const earlier = (count: number) => Array.from({ length: count }, (_, index) => line(`cause ${index}`));
    expect(codes({ lines: earlier(1) })).toEqual(['observations']);
    expect(codes({ lines: earlier(2) })).toEqual(['observations']);
    expect(check({ lines: earlier(3) })).toEqual([
      {
        limit: 'observations',
        personId: 'ann',
        academicYear: 2026,
        blocks: true,
        words: 'Ann Ashby: it would be the fourth observation of 2026/27, and the limit is 3',
      },
    ]);
  });

  test('formal, informal, appraisal, early-career and peer observation count together, at whatever school', () => {
    const lines = [line('appraisal'), line('peer', { schoolId: 'other' }), line('drop-in', { state: 'done' })];
    expect(codes({ lines })).toEqual(['observations!']);
  });

  test('what was stopped, what is not being observed, and last year do not count', () => {
    const lines = [
      line('a', { state: 'stopped' }),
      line('b', { part: 'feedback' }),
      line('c', { onDay: date('2026-06-10') }),
      line('d', { personId: 'ben' }),
    ];
    expect(codes({ lines })).toEqual([]);
  });

  test('several lines of one cause for one person are one observation', () => {
    expect(codes({ lines: [line('same'), line('same', { minutes: 10 })] })).toEqual(['observations']);
    expect(codes({ proposed: [share(), share({ onDay: date('2027-02-04') })] })).toEqual([]);
  });

  test('too many minutes need a reason even where the number is small', () => {
    const found = check({ lines: [line('long', { minutes: 170 })] });
    expect(found.map((each) => each.limit)).toEqual(['observations', 'observed_minutes']);
    expect(found[1]?.words).toBe('Ann Ashby: observed for 3 hours 20 minutes in 2026/27, and the limit is 3 hours');
  });
});

describe('the days of an observation', () => {
  test.each([
    ['a full week of school days', '2027-01-27', []],
    ['one day short of five school days', '2027-01-28', ['notice!']],
  ])('%s', (_, toldOn, expected) => {
    expect(codes({ toldOn: date(toldOn) })).toEqual(expected);
  });

  test('holidays are no notice: told on the last Friday before half term, five school days end on the Friday after it', () => {
    const onDay = date('2027-02-26');
    expect(codes({ toldOn: date('2027-02-12'), proposed: [share({ onDay })] })).toEqual([]);
    expect(codes({ toldOn: date('2027-02-12'), proposed: [share({ onDay: date('2027-02-25') })] })).toEqual([
      'notice!',
    ]);
    expect(schoolDaysOfNotice(() => dates, date('2026-12-18'), date('2027-01-05'))).toBe(2);
  });

  test('what has been done needs no notice, nor what is asked without a day of telling', () => {
    const onDay = date('2027-02-03');
    expect(codes({ toldOn: onDay, proposed: [share({ state: 'done' })] })).toEqual([]);
    expect(codes({ toldOn: null })).toEqual([]);
    expect(codes({ toldOn: onDay, proposed: [share({ part: 'meeting' })] })).toEqual([]);
  });

  test.each([
    ['2027-01-06', ['first_week!']],
    ['2027-01-11', []],
    ['2027-03-24', ['last_week!']],
    ['2027-02-22', []],
    ['2027-04-12', ['first_week!']],
  ])('observed on %s', (onDay, expected) => {
    expect(codes({ toldOn: date('2026-11-02'), proposed: [share({ onDay: date(onDay) })] })).toEqual(expected);
  });

  test('the weeks of examinations are left alone, and a trust may decide otherwise', () => {
    const exams = () => [{ name: 'Year 11 mocks', startsOn: date('2027-02-01'), endsOn: date('2027-02-12') }];
    expect(check({ exams }).map((found) => found.words)).toEqual(['Ann Ashby would be observed during Year 11 mocks']);
    expect(codes({ exams, limits: { ...defaultLimits, notInExamWeeks: false } })).toEqual([]);
  });
});

describe('observers', () => {
  const watching = (count: number) =>
    Array.from({ length: count }, (_, index) => share({ part: 'observing', personId: `leader ${index}` }));

  test('two may watch, three need a reason', () => {
    expect(codes({ proposed: [share(), ...watching(2)] })).toEqual([]);
    expect(codes({ proposed: [share(), ...watching(3)] })).toEqual(['observers!']);
  });

  test('somebody from outside without a name counts, the same person twice does not', () => {
    const outside = share({ part: 'observing', personId: null });
    expect(codes({ proposed: [share(), ...watching(2), outside] })).toEqual(['observers!']);
    expect(codes({ proposed: [share(), ...watching(2), ...watching(2)] })).toEqual([]);
  });

  test('an estimate for a department says nothing of who stands in one room', () => {
    expect(codes({ proposed: [share({ personId: null }), ...watching(4)] })).toEqual([]);
  });
});

describe('the hours of a school in a term', () => {
  test('go over with the next minute', () => {
    const lines = [
      line('much', { personId: null, part: 'writing', onDay: date('2027-03-01'), minutes: 120 * 60 - 30 }),
    ];
    expect(codes({ lines })).toEqual([]);
    expect(check({ lines, proposed: [share({ minutes: 31 })] }).map((found) => found.words)).toEqual([
      'The school would spend 120 hours 1 minute in the spring term 2026/27, and the limit is 120 hours',
    ]);
  });

  test('another term and another school have their own', () => {
    const much = { personId: null, part: 'writing' as const, minutes: 120 * 60 };
    expect(codes({ lines: [line('a', much), line('b', { ...much, schoolId: 'other' })] })).toEqual([]);
  });

  test('a day in the holidays counts for the term before; without term dates the months decide', () => {
    expect(termOfDay(dates, date('2026-12-29'))).toBe('autumn');
    expect(termOfDay(dates, date('2026-09-01'))).toBe('autumn');
    expect(termOfDay(noDates, date('2027-04-01'))).toBe('spring');
    expect(termOfDay(noDates, date('2027-04-20'))).toBe('summer');
    expect(termOfDay(noDates, date('2026-10-01'))).toBe('autumn');
  });
});

test('numbers are said in words', () => {
  expect([1, 45, 60, 61, 200].map(minutesInWords)).toEqual([
    '1 minute',
    '45 minutes',
    '1 hour',
    '1 hour 1 minute',
    '3 hours 20 minutes',
  ]);
  expect([1, 4, 10, 11, 12, 21, 22, 33, 111].map(ordinal)).toEqual([
    'first',
    'fourth',
    'tenth',
    '11th',
    '12th',
    '21st',
    '22nd',
    '33rd',
    '111th',
  ]);
});

const anyLine = fc.record({
  cause: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  personId: fc.constantFrom('ann', 'ben', null),
  part: fc.constantFrom('being_observed' as const, 'observing' as const, 'feedback' as const),
  state: fc.constantFrom('planned' as const, 'done' as const, 'stopped' as const),
  minutes: fc.integer({ min: 1, max: 300 }),
  onDay: fc.integer({ min: 0, max: 330 }).map((days) => date('2026-09-01').add({ days })),
  schoolId: fc.constantFrom('school', 'other'),
});

test('nobody is observed more often than there are causes, and the order of the lines is no matter', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
      const counted = observationsOf(lines, 2026);
      for (const { observations, minutes } of counted.values()) {
        expect(observations).toBeGreaterThan(0);
        expect(observations).toBeLessThanOrEqual(5);
        expect(minutes).toBeGreaterThan(0);
      }
      expect(observationsOf([...lines].reverse(), 2026)).toEqual(counted);
    }),
  );
});

test('more standing never lifts a block, and a stopped line never makes one', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 20 }), anyLine, (lines, extra) => {
      const blocks = (found: readonly LedgerLine[]) =>
        check({ lines: found })
          .filter((each) => each.blocks)
          .map((each) => each.limit);
      const without = blocks(lines);
      expect(blocks([...lines, extra])).toEqual(expect.arrayContaining(without));
      expect(blocks([...lines, { ...extra, state: 'stopped' }])).toEqual(without);
    }),
  );
});

test('a limit that allows everything finds nothing that blocks', () => {
  const generous = {
    ...defaultLimits,
    observationsAYear: 50,
    observedMinutesAYear: 100_000,
    noticeSchoolDays: 0,
    observersAtMost: 10,
    schoolHoursATerm: 5000,
    notInFirstWeek: false,
    notInLastWeek: false,
    notInExamWeeks: false,
  };
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 20 }), fc.array(anyLine, { maxLength: 5 }), (lines, proposed) => {
      const shares = proposed.map(({ cause, state, ...rest }) => share(rest));
      expect(check({ limits: generous, lines, proposed: shares }).filter((found) => found.blocks)).toEqual([]);
    }),
  );
});
