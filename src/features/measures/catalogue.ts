import { attendanceMeasures } from './attendance-measures.ts';
import { ks4Measures } from './ks4-measures.ts';
import { ks5Measures } from './ks5-measures.ts';
import { primaryMeasures } from './primary-measures.ts';
import { progress8Measures } from './progress8-measures.ts';
import { subjectMeasures } from './subject-measures.ts';
import type { Measure, Stage } from './types.ts';

/** Every measure. Codes are those of the published figures (performance-data) wherever the two are the same, so that they can be compared. */
export const measures: readonly Measure[] = [
  ...primaryMeasures,
  ...ks4Measures,
  ...progress8Measures,
  ...ks5Measures,
  ...attendanceMeasures,
  ...subjectMeasures,
];
const byCode = new Map(measures.map((measure) => [measure.code, measure]));

/** The measure of a code, or null when there is none. */
export const measureOf = (code: string): Measure | null => byCode.get(code) ?? null;

/** The measures of a stage, those of all stages not among them. */
export const measuresFor = (stage: Stage): readonly Measure[] => measures.filter((measure) => measure.stage === stage);
