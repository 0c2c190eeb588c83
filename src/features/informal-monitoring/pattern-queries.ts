import { termDates } from '#core/academic-year/queries.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { PatternNote } from './pattern-rules.ts';
import { halfTermOf } from './rules.ts';
import './tables.ts';

/** Every standing note of a school in an academic year, for counting: who was observed does not leave the rules that count. */
export async function patternNotes(ctx: Ctx, schoolId: string, academicYear: number): Promise<PatternNote[]> {
  const rows = await ctx.db
    .selectFrom('visit_note as n')
    .innerJoin('evidence as e', 'e.id', 'n.evidence_id')
    .select(['n.happened_on', 'e.observed_id', 'n.reason_words', 'n.points', 'n.area_ids'])
    .where(inScope(ctx.scope, 'n.school_id'))
    .where('n.school_id', '=', schoolId)
    .where('n.withdrawn_at', 'is', null)
    .where('e.withdrawn_at', 'is', null)
    .where('n.happened_on', '>=', Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 }))
    .where('n.happened_on', '<', Temporal.PlainDate.from({ year: academicYear + 1, month: 9, day: 1 }))
    .execute();
  const dates = await termDates(ctx, schoolId, academicYear);
  return rows.map((row) => ({
    halfTerm: halfTermOf(dates, row.happened_on)?.number ?? 1,
    observedId: row.observed_id,
    reason: row.reason_words ?? '',
    points: row.points,
    areaIds: row.area_ids,
  }));
}
