import { wilson } from './intervals.ts';
import type { Figure, Measure, NullKind } from './types.ts';

const Z = 1.96;
type Known = Figure & { total: number };
const isKnown = (figure: Figure): figure is Known => figure.total !== null && figure.pupils > 0;

/** What the figure is divided by, in the units of its value: pupils, pupils ÷ 100 for shares, sessions, sizes of entries. */
function divisors(figures: readonly Known[], measure: Measure | undefined): number[] {
  const exact = figures.map((one) => {
    if (measure && one.weight !== undefined) return one.weight / measure.factor;
    return one.value !== null && one.value !== 0 && one.total !== 0 ? one.total / one.value : null;
  });
  // A figure of 0 does not tell its divisor: it gets that of the others for each pupil, which is exact wherever pupils weigh alike.
  const told = figures.filter((_, at) => exact[at] !== null);
  const pupils = told.reduce((so, one) => so + one.pupils, 0);
  const each = pupils > 0 ? exact.reduce<number>((so, one) => so + (one ?? 0), 0) / pupils : 1 / (measure?.factor ?? 1);
  return figures.map((one, at) => exact[at] ?? each * one.pupils);
}

/** Pooled by school: the spread within each, out of its interval, and between them. */
function pooled(figures: readonly Known[], value: number, pupils: number): { lower: number; upper: number } | null {
  if (figures.some((one) => one.value === null || one.lower === null || one.upper === null) || pupils < 2) return null;
  const squares = figures.reduce((so, { value: own, lower, upper, pupils: n }) => {
    const deviation = (((upper ?? 0) - (lower ?? 0)) / 2 / Z) * Math.sqrt(n);
    return so + (n - 1) * deviation ** 2 + n * ((own ?? 0) - value) ** 2;
  }, 0);
  const half = (Z * Math.sqrt(squares / (pupils - 1))) / Math.sqrt(pupils);
  return { lower: value - half, upper: value + half };
}

/** DfE's: the national deviation, out of each school's own interval, over all pupils together. */
function national(figures: readonly Known[], value: number, pupils: number): { lower: number; upper: number } | null {
  const one = figures.find(({ lower, upper }) => lower !== null && upper !== null);
  if (one?.lower == null || one.upper === null) return null;
  const half = (((one.upper - one.lower) / 2) * Math.sqrt(one.pupils)) / Math.sqrt(pupils);
  return { lower: value - half, upper: value + half };
}

function intervalFor(
  measure: Measure | undefined,
  figures: readonly Known[],
  { value, total, pupils }: { value: number; total: number; pupils: number },
): { lower: number; upper: number } | null {
  if (!measure || measure.interval === 'none') return null;
  if (measure.interval === 'wilson') return wilson(total, pupils);
  if (measure.interval === 'national') return national(figures, value, pupils);
  const found = pooled(figures, value, pupils);
  if (!found || measure.factor === 1) return found;
  return {
    lower: Math.max(0, found.lower),
    upper: measure.unit === 'percent' ? Math.min(100, found.upper) : found.upper,
  };
}

const ORDER: readonly NullKind[] = [
  'suppressed',
  'not-published',
  'not-available',
  'not-assessed',
  'low-coverage',
  'no-pupils',
];

/**
 * One figure of several schools (or years, or groups that do not overlap): the sum of what was counted ÷ the sum of what it is counted over, never
 * the mean of shares. Schools without a figure do not count, and the note says how many. Give the measure too and it has its interval.
 * Combine figures before any are held back for small numbers.
 */
export function combine(figures: readonly Figure[], measure?: Measure): Figure {
  const known = figures.filter(isKnown);
  if (known.length === 0) {
    const nullKind = ORDER.find((kind) => figures.some((one) => one.nullKind === kind)) ?? 'no-pupils';
    return { pupils: 0, total: null, value: null, nullKind, lower: null, upper: null };
  }
  const pupils = known.reduce((so, one) => so + one.pupils, 0);
  const total = known.reduce((so, one) => so + one.total, 0);
  const divisor = divisors(known, measure).reduce((so, one) => so + one, 0);
  const value = divisor > 0 ? total / divisor : 0;
  const interval = intervalFor(measure, known, { value, total, pupils });
  const without = figures.filter((one) => !isKnown(one) && one.nullKind !== 'no-pupils').length;
  const notes = [
    ...new Set(known.flatMap((one) => (one.note === undefined || one.nullKind !== null ? [] : [one.note]))),
    ...(without > 0 ? [`${without} of ${figures.length} have no figure and are not in it.`] : []),
  ];
  const weight = measure ? divisor * measure.factor : pupils;
  return {
    pupils,
    total,
    value,
    nullKind: null,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    ...(Math.abs(weight - pupils) < 1e-9 ? {} : { weight }),
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
  };
}
