import { formatGap, type Measure } from '#features/measures/index.ts';

/** Two groups whose gap the sector watches, as a sentence names them: “boys”, “girls”. */
export type GroupPair = { first: string; second: string };

/** How far the first group is from the second, for a reader who does not think in signs: “11.2 below others”, “4.8 pp above others”. */
export function gapWords(measure: Pick<Measure, 'unit' | 'decimals'>, pair: GroupPair, gap: number): string {
  const size = formatGap(measure, Math.abs(gap)).replace('+', '');
  if (Number.parseFloat(size) === 0) return `level with ${pair.second}`;
  return `${size} ${gap < 0 ? 'below' : 'above'} ${pair.second}`;
}
