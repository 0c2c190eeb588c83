export { academicYear, academicYearEnding, endOf, yearFromFileName } from './academic-year.ts';
export type { AreaGrade, AreaId, Concern, Framework, InspectionRecord, NamedGrade } from './inspection.ts';
export { hasInterval, type Measure, type Unit } from './measure.ts';
export { MEASURES, measureById, notPublishedNationally } from './measures.ts';
export {
  type Content,
  type PerformanceFile,
  type PerformanceFileOptions,
  readPerformanceFile,
} from './read-performance-file.ts';
export { type FileKind, isKnownHeader, type Recognition, recogniseFile } from './recognise-file.ts';
export { type Figure, type NullKind, parseFigure, percentScale } from './special-values.ts';
export type {
  Batch,
  Dataset,
  Establishment,
  EstablishmentGroup,
  Group,
  GroupLink,
  Level,
  PredecessorLink,
  SchoolFigure,
  Status,
} from './types.ts';
