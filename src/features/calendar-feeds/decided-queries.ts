import { academicYearName } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { Decided } from '#core/notifications/digest-rules.ts';
import { qaCalendarPaths } from '#features/qa-calendar/paths.ts';
import './tables.ts';

/** Calendars that were published since a moment, of the schools whose calendar the reader may read; many of them at once are one line. */
export async function calendarsPublished(ctx: Ctx, since: Temporal.Instant): Promise<Decided[]> {
  const rows = await ctx.db
    .selectFrom('qa_publication as p')
    .innerJoin('school as s', 's.id', 'p.school_id')
    .select(['p.school_id', 'p.academic_year', 'p.version', 's.name as school'])
    .where(inScope(scopeOf(ctx.actor, 'qa-calendar:read'), 'p.school_id'))
    .where('p.published_at', '>', since)
    .orderBy('s.name')
    .execute();
  const schools = new Set(rows.map((row) => row.school_id));
  const [first] = rows;
  if (!first) return [];
  if (schools.size > 3)
    return [{ words: `The QA calendars of ${schools.size} schools were published`, href: qaCalendarPaths.calendar }];
  return rows.map((row) => ({
    words: `The QA calendar ${academicYearName(row.academic_year)} of ${row.school} was published${row.version > 1 ? ' again, changed' : ''}`,
    href: qaCalendarPaths.schoolYear(row.school_id, row.academic_year),
  }));
}
