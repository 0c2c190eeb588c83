import type { Contribution, Measure, MeasureOptions, PupilRecord, PupilResult } from './types.ts';

/** A pupil still on roll on the day of the data. */
export function isOnRoll(pupil: PupilRecord, options: MeasureOptions): boolean {
  if (pupil.leftOn === null) return true;
  return options.on !== undefined && Temporal.PlainDate.compare(pupil.leftOn, options.on) > 0;
}

/** The pupils of attainment measures: on roll, counted, in the measure's years. */
export const inYears =
  (years: readonly number[]) =>
  (pupil: PupilRecord, options: MeasureOptions): boolean => {
    const wanted = options.yearGroups ?? years;
    if (!pupil.counted || !isOnRoll(pupil, options)) return false;
    return wanted.length === 0 || (pupil.yearGroup !== null && wanted.includes(pupil.yearGroup));
  };

/** The results of the basis (r, c, p) that count in performance measures. */
export const resultsOf = (pupil: PupilRecord, options: MeasureOptions): readonly PupilResult[] =>
  pupil.results.filter((one) => one.kind === options.basis && one.counts);

/** Inside, with 1 for a pupil who did and 0 for one who did not. */
export const share = (did: boolean, words: string): Contribution => ({
  inDenominator: true,
  eligible: true,
  value: did ? 1 : 0,
  weight: 1,
  words,
});

/** Inside, with a value of the pupil's own. */
export const amount = (value: number, words: string, weight = 1): Contribution => ({
  inDenominator: true,
  eligible: true,
  value,
  weight,
  words,
});

/** One of the measure's pupils, but without what it needs. */
export const missing = (words: string): Contribution => ({
  inDenominator: false,
  eligible: true,
  value: 0,
  weight: 0,
  words,
});

/** Not in this measure at all: neither in its denominator nor in its coverage. */
export const outside = (words: string): Contribution => ({ ...missing(words), eligible: false });

type Parts = Pick<Measure, 'code' | 'title' | 'definition' | 'source' | 'stage' | 'contribute'> & Partial<Measure>;

const base = (parts: Parts) => {
  const yearGroups = parts.yearGroups ?? [];
  return {
    shortTitle: parts.title,
    yearGroups,
    higherIsBetter: true,
    needs: ['assessments'] as const,
    population: inYears(yearGroups),
    assessed: (pupil: PupilRecord, options: MeasureOptions) => resultsOf(pupil, options).length > 0,
  };
};

/** A share of pupils, in per cent, 0 decimals, with Wilson's interval, unless the parts say otherwise. */
export const percentOf = (parts: Parts): Measure => ({
  unit: 'percent',
  decimals: 0,
  interval: 'wilson',
  factor: 100,
  ...base(parts),
  ...parts,
});

/** An average over pupils, 1 decimal. */
export const averageOf = (parts: Parts): Measure => ({
  unit: 'points',
  decimals: 1,
  interval: 'mean',
  factor: 1,
  ...base(parts),
  ...parts,
});

/** A number as people say it: no more decimals than it needs, at most two. */
export const say = (value: number): string => String(Math.round(value * 100) / 100);
