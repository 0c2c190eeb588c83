import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { type Comparator, comparators, schoolTypeOf } from './pack/comparators.ts';
import { figuresOf } from './queries.ts';
import { yearName } from './years.ts';

/** A published figure to hold a school's own against: the newest year that has one, which is rarely the year of the school's figure. */
export type Published = Comparator & { year: string };

export type PublishedComparators = {
  national(measure: string, group?: string): Published | null;
  la(measure: string, group?: string): Published | null;
};

const yearsBack = 4;

/**
 * England's and the local authority's published figures for a school of the reader's scope, by the codes of `readers/measures*.ts`, not later than an academic
 * year (2026: 2026/27). Out of imported files where they hold them, else those that come with Cairn.
 */
export async function publishedComparators(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
): Promise<PublishedComparators> {
  const school = await findSchool(ctx, schoolId);
  const authority = school.local_authority_code ?? school.laestab?.slice(0, 3) ?? null;
  const figures = await figuresOf(ctx, ['', ...(authority ? [authority] : [])]);
  const found = comparators(figures, authority, schoolTypeOf(school));
  const newest =
    (level: 'national' | 'la') =>
    (measure: string, group = 'all'): Published | null => {
      for (let year = academicYear; year >= academicYear - yearsBack; year -= 1) {
        const figure = found[level](measure, group, year);
        if (figure) return { ...figure, year: yearName(year) };
      }
      return null;
    };
  return { national: newest('national'), la: newest('la') };
}
