import type { TermDates } from '#core/academic-year/term-dates.ts';
import { type SchoolYear, schoolYearOf } from './week-rules.ts';

const day = Temporal.PlainDate.from;

const half = (number: number, from: string, to: string) => ({ number, startsOn: day(from), endsOn: day(to) });

/** Nottingham City, 2026/27 (DOMAIN.md 4.3). */
export const dates2026: TermDates = {
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
  closedDays: [day('2027-05-03')],
};

/** The year before, on the same pattern. */
export const dates2025: TermDates = {
  ...dates2026,
  academicYear: 2025,
  halfTerms: dates2026.halfTerms.map((each) => ({
    number: each.number,
    startsOn: each.startsOn.subtract({ days: 364 }),
    endsOn: each.endsOn.subtract({ days: 364 }),
  })),
  closedDays: [],
};

/** That year at a school with weeks of tests, each given as a name and its first and last day. */
export const yearWith = (dates: TermDates, ...exams: readonly (readonly [string, string, string])[]): SchoolYear =>
  schoolYearOf(
    dates,
    exams.map(([name, from, to]) => ({ name, startsOn: day(from), endsOn: day(to) })),
  );
