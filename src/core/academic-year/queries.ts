import { together } from '#platform/db/together.ts';
import { type Ctx, onceInARead } from '../context.ts';
import './tables.ts';
import { academicYearOf } from './rules.ts';
import type { TermDates } from './term-dates.ts';

type Reading = Pick<Ctx, 'db' | 'read'>;
type DatesOfYears = (academicYear: number, schoolId: string | null) => TermDates;

// Some schools begin in the last days of August.
const yearOfClosedDay = (day: Temporal.PlainDate): number =>
  academicYearOf(day.month === 8 && day.day >= 15 ? day.with({ month: 9, day: 1 }) : day);

/** Every half term and closed day of some academic years, in one query. */
async function readYears(ctx: Reading, years: readonly number[]) {
  const { halves, closed } = await together(ctx.db, {
    halves: ctx.db
      .selectFrom('half_term')
      .select(['school_id', 'academic_year', 'number', 'starts_on', 'ends_on'])
      .where('academic_year', 'in', [...years])
      .orderBy('number'),
    closed: ctx.db
      .selectFrom('closed_day')
      .select(['school_id', 'day', 'kind'])
      .where('day', '>=', Temporal.PlainDate.from({ year: Math.min(...years), month: 8, day: 15 }))
      .where('day', '<', Temporal.PlainDate.from({ year: Math.max(...years) + 1, month: 9, day: 1 }))
      .orderBy('day'),
  });
  return { halves, closed: closed.map((row) => ({ ...row, academic_year: yearOfClosedDay(row.day) })) };
}

type ReadYears = Awaited<ReturnType<typeof readYears>>;

function datesOf({ halves, closed }: ReadYears, academicYear: number, schoolId: string | null): TermDates {
  const ofYear = halves.filter((half) => half.academic_year === academicYear);
  const own = schoolId !== null && ofYear.some((half) => half.school_id === schoolId);
  const holder = own ? schoolId : null;
  return {
    academicYear,
    own,
    halfTerms: ofYear
      .filter((half) => half.school_id === holder)
      .map((half) => ({ number: half.number, startsOn: half.starts_on, endsOn: half.ends_on })),
    closedDays: closed
      .filter((row) => row.academic_year === academicYear)
      .filter((row) => row.school_id === schoolId || (row.school_id === null && (!own || row.kind === 'bank_holiday')))
      .map((row) => row.day),
  };
}

const keyOf = (academicYear: number) => `term dates ${academicYear}`;

/**
 * The term dates of every school of the trust in several years, in one query: a function from a year and a school (null: the trust itself) to its
 * dates. A school that has entered half terms of its own keeps those, with the bank holidays of the trust and its own closed days; any other follows
 * the trust. Term dates are open to everybody in the trust, so no scope narrows them.
 */
export async function termDatesOfYears(ctx: Reading, academicYears: readonly number[]): Promise<DatesOfYears> {
  const unread = academicYears.filter((year) => !ctx.read?.has(keyOf(year)));
  const reading = unread.length > 0 ? readYears(ctx, unread) : undefined;
  const years = new Map<number, ReadYears>();
  for (const year of academicYears)
    years.set(year, await onceInARead(ctx, keyOf(year), () => reading ?? readYears(ctx, [year])));
  // Most schools follow the trust: they share its dates, so that what is worked out from them is worked out once.
  const made = new Map<string, TermDates>();
  return (academicYear, schoolId) => {
    const rows = years.get(academicYear) ?? { halves: [], closed: [] };
    const hasOwn = [...rows.halves, ...rows.closed].some((row) => row.school_id === schoolId);
    const key = `${academicYear} ${hasOwn ? schoolId : null}`;
    const dates = made.get(key) ?? datesOf(rows, academicYear, hasOwn ? schoolId : null);
    made.set(key, dates);
    return dates;
  };
}

/** The term dates of every school of the trust in one year: a function from a school (null: the trust itself) to its dates. */
export async function allTermDates(
  ctx: Reading,
  academicYear: number,
): Promise<(schoolId: string | null) => TermDates> {
  const datesOf = await termDatesOfYears(ctx, [academicYear]);
  return (schoolId) => datesOf(academicYear, schoolId);
}

/** The term dates of one school, or of the trust where `schoolId` is null. */
export async function termDates(ctx: Reading, schoolId: string | null, academicYear: number): Promise<TermDates> {
  return (await allTermDates(ctx, academicYear))(schoolId);
}

export type ExamWeek = { name: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

/** The weeks of tests and examinations of a year: a function from a school to those of the trust and its own, in order. Open to everybody in the trust. */
export async function examWeeks(ctx: Reading, academicYear: number): Promise<(schoolId: string | null) => ExamWeek[]> {
  const rows = await onceInARead(ctx, `exam weeks ${academicYear}`, () =>
    ctx.db
      .selectFrom('exam_week')
      .select(['school_id', 'name', 'starts_on', 'ends_on'])
      .where('academic_year', '=', academicYear)
      .orderBy('starts_on')
      .execute(),
  );
  return (schoolId) =>
    rows
      .filter((row) => row.school_id === null || row.school_id === schoolId)
      .map((row) => ({ name: row.name, startsOn: row.starts_on, endsOn: row.ends_on }));
}
