import { allTermDates, examWeeks } from '#core/academic-year/queries.ts';
import type { Ctx } from '#core/context.ts';
import { type SchoolYear, schoolYearOf } from './week-rules.ts';

/** The year of every school: a function from a school (null: the trust itself) to its dates, weeks of tests and numbered weeks. */
export async function schoolYears(
  ctx: Pick<Ctx, 'db' | 'read'>,
  academicYear: number,
): Promise<(schoolId: string | null) => SchoolYear> {
  const datesOf = await allTermDates(ctx, academicYear);
  const examsOf = await examWeeks(ctx, academicYear);
  const known = new Map<string | null, SchoolYear>();
  return (schoolId) => {
    const before = known.get(schoolId);
    if (before) return before;
    const year = schoolYearOf(datesOf(schoolId), examsOf(schoolId));
    known.set(schoolId, year);
    return year;
  };
}
