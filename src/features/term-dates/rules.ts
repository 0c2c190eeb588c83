import { academicYearName } from '#core/academic-year/rules.ts';
import type { FieldError } from '#platform/errors.ts';

export type HalfTermInput = { number: number; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

export const halfTermNames = ['Autumn 1', 'Autumn 2', 'Spring 1', 'Spring 2', 'Summer 1', 'Summer 2'] as const;

const after = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) > 0;

/** The first and the last day that term dates of the year that starts in `academicYear` may have. */
export const spanOf = (academicYear: number) => ({
  first: Temporal.PlainDate.from({ year: academicYear, month: 8, day: 15 }),
  last: Temporal.PlainDate.from({ year: academicYear + 1, month: 8, day: 31 }),
});

/** True where the day lies in the span of that school year. */
export function liesInYear(day: Temporal.PlainDate, academicYear: number): boolean {
  const { first, last } = spanOf(academicYear);
  return !after(first, day) && !after(day, last);
}

/** What is wrong with six half terms of the year that starts in `academicYear`, by field: each ends after it starts, follows the one before, and lies in the year. */
export function halfTermProblems(halves: readonly HalfTermInput[], academicYear: number): FieldError[] {
  const problems: FieldError[] = [];
  const { first, last } = spanOf(academicYear);
  for (const [index, half] of halves.entries()) {
    const name = halfTermNames[half.number - 1];
    const before = halves[index - 1];
    if (after(half.startsOn, half.endsOn))
      problems.push({ field: `ends${half.number}`, message: `${name} must end after it starts` });
    if (after(first, half.startsOn) || after(half.endsOn, last)) {
      problems.push({
        field: `starts${half.number}`,
        message: `${name} must lie in the school year ${academicYearName(academicYear)}`,
      });
    }
    if (before && !after(half.startsOn, before.endsOn)) {
      problems.push({
        field: `starts${half.number}`,
        message: `${name} must start after ${halfTermNames[before.number - 1]} has ended`,
      });
    }
  }
  return problems;
}

// A mock series or the weeks of GCSE papers; longer than this is a slip of the pen.
const longestExamDays = 60;

/** What is wrong with a span of tests or examinations of a year, by field. */
export function examWeekProblems(
  exam: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate },
  academicYear: number,
): FieldError[] {
  const problems: FieldError[] = [];
  if (after(exam.startsOn, exam.endsOn))
    problems.push({ field: 'endsOn', message: 'The last day must not come before the first' });
  else if (exam.startsOn.until(exam.endsOn).days >= longestExamDays)
    problems.push({ field: 'endsOn', message: `Tests and examinations last ${longestExamDays} days at most` });
  if (!liesInYear(exam.startsOn, academicYear) || !liesInYear(exam.endsOn, academicYear))
    problems.push({
      field: 'startsOn',
      message: `The days must lie in the school year ${academicYearName(academicYear)}`,
    });
  return problems;
}
