import type { Term } from '#core/academic-year/rules.ts';
import { differs, type Figure, formatFigure, formatGap, gapOf, type Measure } from '#features/measures/index.ts';

/** “+2.1 on July: could be chance”: a figure beside an earlier one; null where there is nothing to compare. */
export function changeWords(measure: Measure, now: Figure, before: Figure | undefined): string | null {
  if (!before) return null;
  const gap = gapOf(now, before);
  if (gap.value === null) return null;
  return `${formatGap(measure, gap.value)}, ${differs(now, before)}`;
}

type When = { term: Term; academic_year: number };

/**
 * Whether a figure may be held against that of an earlier snapshot. What adds up over a year (suspensions) is only held against the same term of another year:
 * the autumn's first weeks beside last summer's whole year would tell a falsehood.
 */
export function comparesWith(measure: Measure, now: When, earlier: When): boolean {
  if (!measure.needs.includes('suspensions')) return true;
  return now.term === earlier.term && now.academic_year !== earlier.academic_year;
}

/** A figure with the number of pupils that it is of: “63% of 180”, or why there is none. */
export function withPupils(measure: Measure, figure: Figure): string {
  if (figure.value === null) return formatFigure(measure, figure);
  return `${formatFigure(measure, figure)} (${figure.pupils})`;
}

/** Where the figure stands against a target, in words. */
export function againstTarget(measure: Measure, figure: Figure, target: number): string {
  if (figure.value === null) return '';
  const better = measure.higherIsBetter ? figure.value - target : target - figure.value;
  const gap = formatGap(measure, figure.value - target);
  return better >= 0 ? `Met (${gap})` : `Not met (${gap})`;
}
