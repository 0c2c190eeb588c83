import { combine } from './combine.ts';
import type { Figure, Measure } from './types.ts';

/** Schools that a figure of the trust must be made of where the reader sees only some: with fewer, taking one's own away would tell another's. */
export const leastSchools = 3;
/** How many of them must not be the reader's own: a head of two schools of three could work out the third's. */
const leastOthers = 2;

/**
 * The figure of the trust: all pupils of the schools together, never the mean of schools. It is made of what the reader may see of each school, so that
 * nothing held back can be worked out from it. Null where a reader of some schools could work out another's.
 */
export function trustFigure(
  measure: Measure,
  own: readonly Figure[],
  others: readonly Figure[],
  seesAll: boolean,
): Figure | null {
  const has = (figure: Figure) => figure.value !== null;
  const number = (figures: readonly Figure[]) => figures.filter(has).length;
  if (number(own) + number(others) === 0) return null;
  if (!seesAll && (number(others) < leastOthers || number(own) + number(others) < leastSchools)) return null;
  return combine([...own, ...others], measure);
}
