import type { Ctx } from '#core/context.ts';
import { comparators, schoolTypeOf } from './pack/comparators.ts';
import { figuresOf } from './queries.ts';

export type NationalFigure = { value: number; academicYear: number };

/** How far back a figure of the nation may lie to be held beside today's. */
const yearsBack = 4;

/**
 * England's newest published figure of all pupils for each of some measures, not of a later year than `upTo` (the year in which it began), for a school's type
 * where it is published by type. One query, whatever is asked for; null where nothing is published.
 */
export async function nationalFigures(ctx: Ctx, measures: readonly string[], upTo: number) {
  const areas = await figuresOf(ctx, [''], { measures });
  const byType = new Map(
    (['primary', 'secondary', 'special'] as const).map((type) => [type, comparators(areas, null, type)]),
  );
  return (measure: string, school: { phase: string; low_age: number }): NationalFigure | null => {
    const compare = byType.get(schoolTypeOf(school));
    for (let academicYear = upTo; academicYear >= upTo - yearsBack; academicYear -= 1) {
      const found = compare?.national(measure, 'all', academicYear);
      if (found) return { value: found.value, academicYear };
    }
    return null;
  };
}
