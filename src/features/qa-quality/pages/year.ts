import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { PageRequest } from '#platform/http/page-request.ts';

/** How many years can be looked at. */
const years = 3;

/** The academic year that is asked for: this one, or one of the two before. */
export function yearAsked(ctx: Ctx, request: PageRequest): number {
  const now = academicYearOf(ctx.today);
  const asked = Number(request.query['year']);
  return asked <= now && asked > now - years ? asked : now;
}

/** The years to choose from. */
export const yearOptions = (ctx: Ctx) =>
  Array.from({ length: years }, (_, back) => academicYearOf(ctx.today) - back).map((year) => ({
    value: String(year),
    label: academicYearName(year),
  }));
