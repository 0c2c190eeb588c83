import type { Ctx } from '#core/context.ts';

/** The closed days of a year that are entered for the trust (`schoolId` null) or for one school. */
export async function closedDays(ctx: Ctx, schoolId: string | null, academicYear: number) {
  return await ctx.db
    .selectFrom('closed_day')
    .select(['id', 'day', 'kind', 'name'])
    .where('school_id', 'is not distinct from', schoolId)
    .where('day', '>=', Temporal.PlainDate.from({ year: academicYear, month: 8, day: 15 }))
    .where('day', '<=', Temporal.PlainDate.from({ year: academicYear + 1, month: 8, day: 31 }))
    .orderBy('day')
    .execute();
}
