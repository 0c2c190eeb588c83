/** Measures: what every figure is, worked out from pupils. All of it is pure: no database, clock or environment. */

export { type Attainment8, attainment8Of } from './attainment8.ts';
export { calculate, contribution, figureOf, isApplicable, resultsYearOf } from './calculate.ts';
export { measureOf, measures, measuresFor } from './catalogue.ts';
export { combine } from './combine.ts';
export { type Difference, differs, type Gap, gapOf } from './differs.ts';
export { formatFigure, formatGap, formatValue, nullWords, roundHalfUp } from './format.ts';
export {
  type Breakdown,
  breakdowns,
  breakdownTitles,
  type Group,
  groupsOf,
  NOT_RECORDED,
  type PriorBand,
  priorBandOf,
} from './groups.ts';
export { aLevelGrade } from './ks5-measures.ts';
export {
  liftedPupils,
  type Progress8Band,
  progress8Band,
  progress8Status,
  progress8Years,
  progressOf,
} from './progress8.ts';
export { readGrade } from './read-grade.ts';
export { metOnScale, ownScale, scaleOf, scales } from './scales.ts';
export { bucketTitles, findSubject, likelyQualification, qualificationNames, subjectOf, subjects } from './subjects.ts';
export { type Cell, suppress } from './suppress.ts';
export { leastSchools, trustFigure } from './trust-figure.ts';
export type * from './types.ts';
export { hasKnownAuthority, isValidUpn, upnCheckLetter } from './upn.ts';
