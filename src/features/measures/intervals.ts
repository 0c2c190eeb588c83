import type { Contribution, Measure, MeasureOptions } from './types.ts';

const Z = 1.96;
export type Interval = { lower: number | null; upper: number | null };
const unknown: Interval = { lower: null, upper: null };

/** Wilson's 95 % interval of `hits` of `n`, in per cent. It stays inside 0 and 100 and is right for small groups. */
export function wilson(hits: number, n: number): { lower: number; upper: number } {
  const share = hits / n;
  const spread = 1 + Z ** 2 / n;
  const middle = (share + Z ** 2 / (2 * n)) / spread;
  const half = (Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))) / spread;
  return { lower: 100 * Math.max(0, middle - half), upper: 100 * Math.min(1, middle + half) };
}

/**
 * Mean ± 1.96 × SD ÷ √n. Where pupils weigh differently (sessions, sizes of entries) the same by the ratio's residuals, because the sessions of
 * one pupil are not independent of each other: that is wider, and true. Null for fewer than two pupils.
 */
export function meanInterval(parts: readonly Contribution[], factor: number): Interval {
  const inside = parts.filter((part) => part.weight > 0 || part.value !== 0);
  const n = inside.length;
  const weight = inside.reduce((so, part) => so + part.weight, 0);
  if (n < 2 || weight <= 0) return unknown;
  const ratio = inside.reduce((so, part) => so + part.value, 0) / weight;
  const squares = inside.reduce((so, part) => so + (part.value - ratio * part.weight) ** 2, 0);
  const half = (Z * Math.sqrt((squares * n) / (n - 1))) / weight;
  return { lower: factor * (ratio - half), upper: factor * (ratio + half) };
}

/** DfE's interval: value ± 1.96 × the national standard deviation of one pupil ÷ √n. */
export function nationalInterval(value: number, deviation: number, n: number): { lower: number; upper: number } {
  const half = (Z * deviation) / Math.sqrt(n);
  return { lower: value - half, upper: value + half };
}

/** The 95 % interval of a figure by the measure's own rule. A share or rate never reaches below 0, a share never above 100. */
export function intervalOf(
  measure: Measure,
  parts: readonly Contribution[],
  figure: { value: number; total: number; weight: number },
  options: MeasureOptions,
): Interval {
  if (measure.interval === 'none') return unknown;
  if (measure.interval === 'wilson') return wilson(figure.total, figure.weight);
  if (measure.interval === 'national') {
    const deviation = measure.deviation?.(options) ?? null;
    return deviation === null ? unknown : nationalInterval(figure.value, deviation, figure.weight);
  }
  const { lower, upper } = meanInterval(parts, measure.factor);
  if (lower === null || upper === null || measure.factor === 1) return { lower, upper };
  return { lower: Math.max(0, lower), upper: measure.unit === 'percent' ? Math.min(100, upper) : upper };
}
