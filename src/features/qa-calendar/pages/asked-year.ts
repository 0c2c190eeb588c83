import { academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';

const isYear = (year: number): boolean => Number.isInteger(year) && year >= 2000 && year <= 2099;

/** The year that the query asks for; this one where it asks for none. */
export function yearInQuery(ctx: Ctx, request: PageRequest): number {
  const asked = Number(request.query['year']);
  return isYear(asked) ? asked : academicYearOf(ctx.today);
}

/** The year in the path; anything that is no year is not there. */
export function yearInPath(request: PageRequest): number {
  const year = Number(textParam(request, 'year'));
  if (!isYear(year)) throw new NotFound();
  return year;
}
