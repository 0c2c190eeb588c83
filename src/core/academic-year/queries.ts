import type { Ctx } from '../context.ts';
import './tables.ts';
import { academicYearOf } from './rules.ts';
import type { TermDates } from './term-dates.ts';

type DatesOfYears = (academicYear: number, schoolId: string | null) => TermDates;

/**
 * The term dates of every school of the trust in several years, in two queries: a function from a year and a school (null: the trust itself) to its
 * dates. A school that has entered half terms of its own keeps those, with the bank holidays of the trust and its own closed days; any other follows
 * the trust. Term dates are open to everybody in the trust, so no scope narrows them.
 */
export async function termDatesOfYears(ctx: Pick<Ctx, 'db'>, academicYears: readonly number[]): Promise<DatesOfYears> {
  const years = [...academicYears];
  const halves = await ctx.db
    .selectFrom('half_term')
    .select(['school_id', 'academic_year', 'number', 'starts_on', 'ends_on'])
    .where('academic_year', 'in', years)
    .orderBy('number')
    .execute();
  const closed = await ctx.db
    .selectFrom('closed_day')
    .select(['school_id', 'day', 'kind'])
    .where('day', '>=', Temporal.PlainDate.from({ year: Math.min(...years), month: 8, day: 15 }))
    .where('day', '<', Temporal.PlainDate.from({ year: Math.max(...years) + 1, month: 9, day: 1 }))
    .orderBy('day')
    .execute();
  return (academicYear, schoolId) => {
    const ofYear = halves.filter((half) => half.academic_year === academicYear);
    const own = schoolId !== null && ofYear.some((half) => half.school_id === schoolId);
    const holder = own ? schoolId : null;
    // Some schools begin in the last days of August.
    const inYear = (day: Temporal.PlainDate) =>
      academicYearOf(day.month === 8 && day.day >= 15 ? day.with({ month: 9, day: 1 }) : day) === academicYear;
    return {
      academicYear,
      own,
      halfTerms: ofYear
        .filter((half) => half.school_id === holder)
        .map((half) => ({ number: half.number, startsOn: half.starts_on, endsOn: half.ends_on })),
      closedDays: closed
        .filter((row) => inYear(row.day))
        .filter(
          (row) => row.school_id === schoolId || (row.school_id === null && (!own || row.kind === 'bank_holiday')),
        )
        .map((row) => row.day),
    };
  };
}

/** The term dates of every school of the trust in one year, in two queries: a function from a school (null: the trust itself) to its dates. */
export async function allTermDates(
  ctx: Pick<Ctx, 'db'>,
  academicYear: number,
): Promise<(schoolId: string | null) => TermDates> {
  const datesOf = await termDatesOfYears(ctx, [academicYear]);
  return (schoolId) => datesOf(academicYear, schoolId);
}

/** The term dates of one school, or of the trust where `schoolId` is null. */
export async function termDates(
  ctx: Pick<Ctx, 'db'>,
  schoolId: string | null,
  academicYear: number,
): Promise<TermDates> {
  return (await allTermDates(ctx, academicYear))(schoolId);
}
