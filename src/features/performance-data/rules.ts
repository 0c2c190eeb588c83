import { type Measure, measureById, type SchoolFigure } from './readers/index.ts';

/** Cohorts are kept with the headlines: a figure without its number of pupils cannot be judged. */
const cohortMeasures: ReadonlySet<string> = new Set(['ks2_cohort', 'ks4_cohort']);

/**
 * What is kept of a school that is not the trust's: the headline measures of all pupils, of the file's own years. Enough to place a school among
 * the schools of England, and some thirty times less than everything.
 */
export function keptOfOthers(figure: SchoolFigure): boolean {
  if (figure.group !== 'all' || figure.fromLaterFile) return false;
  return cohortMeasures.has(figure.measure) || (measureById(figure.measure)?.headline ?? false);
}

/** One pupil's worth in percentage points, where the cohort is small enough for it to matter (fewer than 30 pupils). */
export function onePupilIsWorth(measure: Measure, cohort: number | null): number | null {
  if (measure.unit !== 'percent' || cohort === null || cohort <= 0 || cohort >= 30) return null;
  return 100 / cohort;
}

/** How much care a figure wants: below 11 pupils it says little, below 30 one pupil moves it noticeably. */
export function cohortCaution(cohort: number | null): 'says_little' | 'small' | null {
  if (cohort === null || cohort <= 0) return null;
  if (cohort < 11) return 'says_little';
  return cohort < 30 ? 'small' : null;
}
