import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { spanOf } from './rules.ts';

/** The closed days of a year that are entered for the trust (`schoolId` null) or for one school. */
export async function closedDays(ctx: Ctx, schoolId: string | null, academicYear: number) {
  const { first, last } = spanOf(academicYear);
  return await ctx.db
    .selectFrom('closed_day')
    .select(['id', 'day', 'kind', 'name'])
    .where('school_id', 'is not distinct from', schoolId)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .orderBy('day')
    .execute();
}

const examWeekRows = (ctx: Ctx) =>
  ctx.db
    .selectFrom('exam_week as w')
    .leftJoin('school as s', 's.id', 'w.school_id')
    .select([
      'w.id',
      'w.school_id',
      's.name as school',
      'w.academic_year',
      'w.name',
      'w.starts_on',
      'w.ends_on',
      'w.revision',
    ])
    .where((eb) => eb.or([eb('w.school_id', 'is', null), inScope(ctx.scope, 'w.school_id')]));

/** Weeks of tests and examinations of some years: those of the trust and of schools in scope. */
export async function examWeeksOfYears(ctx: Ctx, academicYears: readonly number[]) {
  return await examWeekRows(ctx)
    .where('w.academic_year', 'in', [...academicYears])
    .orderBy('w.starts_on')
    .orderBy('s.name')
    .execute();
}

export type ExamWeekRow = Awaited<ReturnType<typeof examWeeksOfYears>>[number];

/** One of them; `NotFound` outside scope. */
export async function findExamWeek(ctx: Ctx, id: string): Promise<ExamWeekRow> {
  const found = await examWeekRows(ctx).where('w.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}
