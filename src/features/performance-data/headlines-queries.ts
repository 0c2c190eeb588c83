import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { comparators, schoolTypeOf } from './pack/comparators.ts';
import { figuresOf } from './queries.ts';
import { measureById, type Unit } from './readers/index.ts';
import { publishedStages } from './releases.ts';

export type HeadlineFigure = {
  measure: string;
  title: string;
  /** `2024/25` begins in 2024. */
  academicYear: number;
  value: number;
  unit: Unit;
  decimals: number;
  national: number | null;
  /** How final it is, and whose when not the school's own. */
  note: string | null;
};

const few: Record<string, readonly string[]> = {
  ks2: ['ks2_rwm_expected'],
  ks4: ['attainment8', 'english_maths_5plus', 'progress8'],
  ks5: ['ks5_a_level_aps'],
};

/** A few headline figures of each school of the reader's scope, newest year that has one; schools without any are absent. One query for all. */
export async function headlineFigures(ctx: Ctx, schoolIds: readonly string[]): Promise<Map<string, HeadlineFigure[]>> {
  const found = new Map<string, HeadlineFigure[]>();
  if (schoolIds.length === 0) return found;
  const schools = await ctx.db
    .selectFrom('school')
    .select(['id', 'urn', 'phase', 'low_age', 'high_age', 'has_sixth_form', 'local_authority_code'])
    .where(inScope(ctx.scope, 'school.id'))
    .where('id', 'in', [...schoolIds])
    .execute();
  const wanted = [...Object.values(few).flat(), 'absence_overall'];
  const figures = await figuresOf(ctx, ['', ...schools.map(({ urn }) => urn)], { measures: wanted });
  const bySchool = Map.groupBy(
    figures.filter((one) => one.level === 'school' && one.pupil_group === 'all' && one.value !== null),
    (one) => one.area,
  );
  const areas = figures.filter((one) => one.level !== 'school');
  for (const school of schools) {
    const own = bySchool.get(school.urn) ?? [];
    const compare = comparators(areas, null, schoolTypeOf(school));
    const ids = [...publishedStages(school).flatMap((stage) => few[stage] ?? []), 'absence_overall'];
    const rows = ids.flatMap((id): HeadlineFigure[] => {
      const measure = measureById(id);
      const newest = own.filter((one) => one.measure === id).sort((a, b) => b.academic_year - a.academic_year)[0];
      if (!measure || newest?.value == null) return [];
      return [
        {
          measure: id,
          title: measure.title,
          academicYear: newest.academic_year,
          value: newest.value,
          unit: measure.unit,
          decimals: measure.decimals,
          national: compare.national(id, 'all', newest.academic_year)?.value ?? null,
          note: newest.status === 'unknown' ? null : newest.status,
        },
      ];
    });
    if (rows.length > 0) found.set(school.id, rows);
  }
  return found;
}
