import type { Measure } from './measure.ts';
import { ks2Measures } from './measures-ks2.ts';
import { ks4Measures } from './measures-ks4.ts';
import { ks4CohortMeasures } from './measures-ks4-cohort.ts';
import { otherMeasures } from './measures-other.ts';

/** Every published measure that Cairn reads, as data. A new column name of a new year is one more entry in `columns`. */
export const MEASURES: readonly Measure[] = [...ks2Measures, ...ks4Measures, ...ks4CohortMeasures, ...otherMeasures];

const byId = new Map(MEASURES.map((measure) => [measure.id, measure]));

/** The measure of that id, or undefined. */
export const measureById = (id: string): Measure | undefined => byId.get(id);

/** True when DfE published no such measure for schools in that academic year (`202425`): say so, and show no trend through the gap. */
export function notPublishedNationally(measure: Measure, academicYear: string): boolean {
  return measure.notPublished?.includes(academicYear) ?? false;
}
