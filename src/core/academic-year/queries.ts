import type { Ctx } from '../context.ts';
import './tables.ts';
import type { TermDates } from './term-dates.ts';

/**
 * The term dates of every school of the trust in one year, in two queries: a function from a school (null: the trust itself) to its dates. A school
 * that has entered half terms of its own keeps those, with the bank holidays of the trust and its own closed days; any other follows the trust.
 * Term dates are open to everybody in the trust, so no scope narrows them.
 */
export async function allTermDates(
  ctx: Pick<Ctx, 'db'>,
  academicYear: number,
): Promise<(schoolId: string | null) => TermDates> {
  const halves = await ctx.db
    .selectFrom('half_term')
    .select(['school_id', 'number', 'starts_on', 'ends_on'])
    .where('academic_year', '=', academicYear)
    .orderBy('number')
    .execute();
  const closed = await ctx.db
    .selectFrom('closed_day')
    .select(['school_id', 'day', 'kind'])
    .where('day', '>=', Temporal.PlainDate.from({ year: academicYear, month: 8, day: 15 }))
    .where('day', '<', Temporal.PlainDate.from({ year: academicYear + 1, month: 9, day: 1 }))
    .orderBy('day')
    .execute();
  return (schoolId) => {
    const own = schoolId !== null && halves.some((half) => half.school_id === schoolId);
    const holder = own ? schoolId : null;
    return {
      academicYear,
      own,
      halfTerms: halves
        .filter((half) => half.school_id === holder)
        .map((half) => ({ number: half.number, startsOn: half.starts_on, endsOn: half.ends_on })),
      closedDays: closed
        .filter(
          (row) => row.school_id === schoolId || (row.school_id === null && (!own || row.kind === 'bank_holiday')),
        )
        .map((row) => row.day),
    };
  };
}

/** The term dates of one school, or of the trust where `schoolId` is null. */
export async function termDates(
  ctx: Pick<Ctx, 'db'>,
  schoolId: string | null,
  academicYear: number,
): Promise<TermDates> {
  return (await allTermDates(ctx, academicYear))(schoolId);
}
