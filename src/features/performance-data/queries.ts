import { type Selectable, sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import type { Database } from '#platform/db/database.ts';
import './tables.ts';

/** A published figure as it counts today: of all imports that hold it, the one that goes before. */
export type StoredFigure = Omit<Selectable<Database['published_figure']>, 'trust_id'>;

/**
 * The figures of these areas (URNs of schools, codes of local authorities, '' for England), one for each year, measure and group. A blank cell gives way
 * to whatever says more; then final goes before revised, revised before provisional, a year's own file before a later one that repeats it, and the
 * newest import before an older one. Withdrawn imports do not count. The caller has shown that the reader may see the schools.
 */
export async function figuresOf(
  ctx: Ctx,
  areas: readonly string[],
  only: { measures?: readonly string[] } = {},
): Promise<StoredFigure[]> {
  if (areas.length === 0) return [];
  const { rows } = await sql<StoredFigure>`
    select distinct on (f.level, f.area, f.phase, f.academic_year, f.measure, f.pupil_group)
      f.level, f.area, f.phase, f.academic_year, f.dataset, f.measure, f.pupil_group, f.value, f.null_kind, f.lower, f.upper, f.cohort, f.status,
      f.from_later_file, f.import_id
    from published_figure f join data_import i on i.id = f.import_id
    where f.area = any(${[...areas]}::text[]) and i.imported_at is not null and i.withdrawn_at is null
      ${only.measures ? sql`and f.measure = any(${[...only.measures]}::text[])` : sql``}
    order by f.level, f.area, f.phase, f.academic_year, f.measure, f.pupil_group,
      (f.null_kind is not distinct from 'missing'), f.from_later_file,
      case f.status when 'final' then 0 when 'revised' then 1 when 'provisional' then 2 else 3 end, i.imported_at desc`.execute(
    ctx.db,
  );
  return rows;
}

export type StoredInspection = Omit<Selectable<Database['school_inspection']>, 'trust_id' | 'import_id'>;

/** Inspections of a school of the reader's scope, newest first; the newest import's account of each. */
export async function inspectionsOf(ctx: Ctx, schoolId: string): Promise<StoredInspection[]> {
  const rows = await ctx.db
    .selectFrom('school_inspection')
    .innerJoin('data_import', 'data_import.id', 'school_inspection.import_id')
    .distinctOn(['school_inspection.inspection_number', 'school_inspection.kind'])
    .selectAll('school_inspection')
    .where(inScope(ctx.scope, 'school_inspection.school_id'))
    .where('school_inspection.school_id', '=', schoolId)
    .where('data_import.imported_at', 'is not', null)
    .where('data_import.withdrawn_at', 'is', null)
    .orderBy('school_inspection.inspection_number')
    .orderBy('school_inspection.kind')
    .orderBy('data_import.imported_at', 'desc')
    .execute();
  const day = (row: { inspected_on: Temporal.PlainDate | null }) => row.inspected_on?.toString() ?? '';
  return rows.sort((a, b) => day(b).localeCompare(day(a)));
}

/** URNs of a school before today's, with the names they had. */
export async function predecessorsOf(ctx: Ctx, schoolIds: readonly string[]) {
  return await ctx.db
    .selectFrom('school_predecessor')
    .select(['school_id', 'urn', 'name', 'closed_on'])
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', 'in', schoolIds.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...schoolIds])
    .execute();
}
