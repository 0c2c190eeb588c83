import { intervalOf } from './intervals.ts';
import type { Contribution, Figure, Measure, MeasureOptions, NullKind, PupilRecord } from './types.ts';

const OUTSIDE: Contribution = {
  inDenominator: false,
  eligible: false,
  value: 0,
  weight: 0,
  words: 'not one of these pupils',
};

/** The results year of an academic year by the year in which it began: the summer after. */
export const resultsYearOf = (academicYear: number): number => academicYear + 1;

/** A pupil's part in a figure. The figure is Σ value ÷ Σ weight over all pupils (times 100 for shares and rates). */
export function contribution(measure: Measure, pupil: PupilRecord, options: MeasureOptions): Contribution {
  if (!measure.population(pupil, options)) return OUTSIDE;
  const part = measure.contribute(pupil, options);
  return { eligible: true, ...part };
}

const none = (nullKind: NullKind, pupils = 0, note?: string): Figure => ({
  pupils,
  total: null,
  value: null,
  nullKind,
  lower: null,
  upper: null,
  ...(note === undefined ? {} : { note }),
});

/**
 * The figure of these pupils, not rounded. Why there is none is in `nullKind`, never a 0: no such pupils, nothing known of any of them
 * (not assessed), too few of them with what the measure needs (low coverage), or no figure in that year.
 */
export function calculate(measure: Measure, pupils: readonly PupilRecord[], options: MeasureOptions): Figure {
  const unavailable = measure.unavailable?.(options);
  const note = measure.note?.(options);
  if (unavailable) return none(unavailable, 0, note);
  const population = pupils.filter((pupil) => measure.population(pupil, options));
  if (population.length === 0) return none('no-pupils');
  if (!population.some((pupil) => measure.assessed(pupil, options))) return none('not-assessed');
  const parts = population.map((pupil) => contribution(measure, pupil, options));
  return figureOf(measure, parts, options, note);
}

/** The figure of contributions: what `calculate` gives, for those who hold the parts. */
export function figureOf(
  measure: Measure,
  parts: readonly Contribution[],
  options: MeasureOptions,
  note: string | undefined = measure.note?.(options),
): Figure {
  const inside = parts.filter((part) => part.inDenominator).length;
  const eligible = parts.filter((part) => part.eligible).length;
  const total = sum(parts.map((part) => part.value));
  const weight = sum(parts.map((part) => part.weight));
  if (weight <= 0) return none(eligible > 0 ? 'not-assessed' : 'no-pupils');
  const weighted = weight === inside ? {} : { weight };
  if (measure.minimumCoverage !== undefined && inside / eligible < measure.minimumCoverage) {
    const covered = `${inside} of ${eligible} pupils have what this measure needs: too few for a figure.`;
    return { ...none('low-coverage', inside, covered), total };
  }
  const value = (measure.factor * total) / weight;
  const interval = intervalOf(measure, parts, { value, total, weight }, options);
  return {
    pupils: inside,
    total,
    value,
    nullKind: null,
    ...interval,
    ...weighted,
    ...(note === undefined ? {} : { note }),
  };
}

/** Whether there is anything to calculate from: such pupils, and something known of at least one of them, in a year that has the measure. */
export function isApplicable(
  measure: Measure,
  pupils: readonly PupilRecord[],
  options: Partial<MeasureOptions> = {},
): boolean {
  const given: MeasureOptions = { resultsYear: 2024, basis: 'r', ...options };
  const bases = options.basis === undefined ? (['r', 'c', 'p'] as const) : [options.basis];
  if (options.resultsYear !== undefined && measure.unavailable?.(given)) return false;
  return pupils.some(
    (pupil) => measure.population(pupil, given) && bases.some((basis) => measure.assessed(pupil, { ...given, basis })),
  );
}

/** Plain addition in the order given. */
export function sum(values: readonly number[]): number {
  return values.reduce((so, far) => so + far, 0);
}
