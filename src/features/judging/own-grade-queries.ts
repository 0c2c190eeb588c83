import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import './tables.ts';

/** How a school of the reader's scope sees itself in a year, by area. */
export async function ownGradesOf(ctx: Ctx, schoolId: string, academicYear: number) {
  return await ctx.db
    .selectFrom('school_own_grade as o')
    .innerJoin('person as p', 'p.id', 'o.saved_by')
    .select(['o.id', 'o.area_id', 'o.grade_code', 'o.reasons', 'o.revision', 'o.saved_at', 'p.name as by'])
    .where(inScope(ctx.scope, 'o.school_id'))
    .where('o.school_id', '=', schoolId)
    .where('o.academic_year', '=', academicYear)
    .execute();
}

export type OwnGradeRow = Awaited<ReturnType<typeof ownGradesOf>>[number];
