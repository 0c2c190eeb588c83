import type { Ctx } from '#core/context.ts';
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
