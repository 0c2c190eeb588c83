import { describe, expect, test } from 'vitest';
import type { TermDates } from '#core/academic-year/term-dates.ts';
import { approvalTiming, nextReviewDue } from './deadline-rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const half = (number: number, from: string, to: string) => ({ number, startsOn: date(from), endsOn: date(to) });
const year2026: TermDates = {
  academicYear: 2026,
  own: false,
  closedDays: [],
  halfTerms: [
    half(1, '2026-09-02', '2026-10-16'),
    half(2, '2026-11-02', '2026-12-18'),
    half(3, '2027-01-04', '2027-02-12'),
    half(4, '2027-02-22', '2027-03-25'),
    half(5, '2027-04-12', '2027-05-28'),
    half(6, '2027-06-07', '2027-07-22'),
  ],
};
const datesOf = (academicYear: number): TermDates =>
  academicYear === 2026 ? year2026 : { academicYear, own: false, halfTerms: [], closedDays: [] };

describe('the board’s approval', () => {
  test('is not late on the last day of the autumn term, and late the day after', () => {
    expect(approvalTiming(year2026, null, date('2026-12-18')).late).toBe(false);
    const late = approvalTiming(year2026, null, date('2026-12-19'));
    expect(late.late).toBe(true);
    expect(late.words).toBe('Late: the board’s approval was due by 18 December 2026, the last day of the autumn term');
  });

  test('that came late says so, and is no longer flagged', () => {
    const approval = approvalTiming(year2026, date('2027-01-14'), date('2027-02-01'));
    expect(approval.late).toBe(false);
    expect(approval.words).toContain('Approved on 14 January 2027, after 18 December 2026');
  });

  test('without term dates is due on 31 December, said to be assumed', () => {
    const approval = approvalTiming(datesOf(2027), null, date('2027-11-01'));
    expect(approval.words).toBe(
      'The board’s approval is due by 31 December 2027, assumed, because no term dates are entered for the year',
    );
  });
});

describe('the termly review', () => {
  test('of a plan that began in the autumn is first due by the end of the spring term', () => {
    const due = nextReviewDue(datesOf, date('2026-12-10'), [], date('2026-12-11'));
    expect(due).toMatchObject({ term: 'spring', academicYear: 2026, overdue: false });
    expect(due.on.toString()).toBe('2027-03-25');
  });

  test('is due each term after that, over the turn of the year', () => {
    const held = [
      { academic_year: 2026, term: 'spring' as const },
      { academic_year: 2026, term: 'summer' as const },
    ];
    const due = nextReviewDue(datesOf, date('2026-12-10'), held, date('2027-09-10'));
    expect(due).toMatchObject({ term: 'autumn', academicYear: 2027 });
  });

  test('that nobody held is overdue from the day after', () => {
    expect(nextReviewDue(datesOf, date('2026-12-10'), [], date('2027-03-25')).overdue).toBe(false);
    expect(nextReviewDue(datesOf, date('2026-12-10'), [], date('2027-03-26')).overdue).toBe(true);
  });

  test('of a plan that began in the holidays is due in the term that follows', () => {
    expect(nextReviewDue(datesOf, date('2026-12-28'), [], date('2026-12-29')).term).toBe('spring');
  });
});
