import type { ResultKind, ScaleGrade, Sen } from '#core/pupil-data/tables.ts';

export type { ResultKind, ScaleGrade, Sen };

/** Which results a figure is made of: r results, c current (working at), p predicted. */
export type Basis = 'r' | 'c' | 'p';

/** What is compared with what: points of two scales of one family may be averaged and subtracted. */
export type ScaleFamily = 'gcse' | 'ks5' | 'score' | 'mark' | 'outcome' | 'own';

/** A grade scale, best grade first. `size`: how many A levels one award is worth; points are those of the whole award. */
export type StandardScale = {
  code: string;
  name: string;
  family: ScaleFamily;
  size: number;
  /** The first results year (summer) that this list holds for. */
  from: number;
  source: string;
  grades: readonly ScaleGrade[];
};

/** Where a result counts: elements of Attainment 8 and EBacc, cohorts of 16 to 18, subjects of the primary assessments. */
export type Bucket =
  | 'english-language'
  | 'english-literature'
  | 'maths'
  | 'combined-science'
  | 'science'
  | 'humanities'
  | 'language'
  | 'gcse-open'
  | 'non-gcse'
  | 'a-level'
  | 'academic'
  | 'applied-general'
  | 'tech-level'
  | 'ks2-reading'
  | 'ks2-writing'
  | 'ks2-maths'
  | 'ks2-gps'
  | 'ks2-science'
  | 'phonics'
  | 'mtc'
  | 'elg';

export type StandardSubject = {
  code: string;
  name: string;
  aliases: readonly string[];
  /** gcse, a-level, as, tech-award …: a code of data/assessment/subjects.json. */
  qualification: string;
  scale: string;
  bucket: Bucket | null;
};

export type PupilResult = {
  /** Code of a standard subject, or null for one of the school's own. */
  subjectCode: string | null;
  /** `assessment_subject.id`. */
  subjectId: number;
  bucket: Bucket | null;
  /** A code of `scales`, or the id of a scale of the trust's or school's own. */
  scale: string;
  qualification: string;
  kind: ResultKind;
  grade: string;
  points: number | null;
  /** False: entered, but does not count in performance measures. */
  counts: boolean;
  className: string | null;
  /** For scales of a school's own: whether the grade is at least what is expected. National scales know it. */
  met?: boolean | null;
};

export type PupilAttendance = { possible: number; authorised: number; unauthorised: number; late: number };
export type PupilSuspension = { kind: 'suspension' | 'permanent_exclusion'; sessions: number | null };

/** A pupil as a snapshot has them. Null: the file did not say. */
export type PupilRecord = {
  pupilId: number;
  yearGroup: number | null;
  registration: string | null;
  sex: 'F' | 'M' | null;
  sen: Sen | null;
  disadvantaged: boolean | null;
  lookedAfter: boolean | null;
  eal: boolean | null;
  ks2Reading: number | null;
  ks2Maths: number | null;
  /** Average points of the GCSEs and the like, for sixth forms. */
  ks4Points: number | null;
  /** False: on roll, but outside attainment measures. */
  counted: boolean;
  joinedOn: Temporal.PlainDate | null;
  leftOn: Temporal.PlainDate | null;
  results: readonly PupilResult[];
  attendance: PupilAttendance | null;
  suspensions: readonly PupilSuspension[];
};

export type Unit = 'percent' | 'points' | 'score' | 'rate' | 'grade' | 'progress';
export type Stage = 'eyfs' | 'ks1' | 'ks2' | 'ks3' | 'ks4' | 'ks5' | 'all';
export type NullKind = 'no-pupils' | 'not-available' | 'not-published' | 'low-coverage' | 'not-assessed' | 'suppressed';

export type MeasureOptions = {
  /** The summer of the results: 2026 for the academic year 2025/26 (`resultsYearOf`). */
  resultsYear: number;
  basis: Basis;
  /** The subject (`assessment_subject.id`) of a measure that is `perSubject`. */
  subjectId?: number;
  /** Only pupils taught in this class in that subject. */
  className?: string;
  /** Other years than the measure's own, such as [10] for Attainment 8 in Year 10. */
  yearGroups?: readonly number[];
  /** Progress 8 with the look-up of this results year; the figure is then labelled indicative. */
  indicativeWith?: number;
  /** Whether a pupil with only one of KS2 reading and maths has prior attainment (default true). */
  onePriorSubject?: boolean;
  /** DfE's lowest Progress 8 of each prior attainment group, 34 numbers; absent: no floor. */
  progress8Floor?: readonly number[];
  /** The day of the data; a pupil who left after it is still on roll. Absent: whoever has a leaving day has left. */
  on?: Temporal.PlainDate;
};

/**
 * A pupil's part in a figure: Σ value / Σ weight (times 100 for shares and rates) is the figure.
 * `eligible`: belongs to the measure's pupils, even where something is missing to include them (coverage).
 */
export type Contribution = { inDenominator: boolean; eligible: boolean; value: number; weight: number; words: string };

export type Measure = {
  code: string;
  title: string;
  shortTitle: string;
  unit: Unit;
  decimals: number;
  stage: Stage;
  /** Whose figure it is; empty: all year groups. */
  yearGroups: readonly number[];
  higherIsBetter: boolean;
  needs: readonly ('assessments' | 'attendance' | 'suspensions')[];
  /** A plain sentence that a governor can read. */
  definition: string;
  source: string;
  perSubject?: boolean;
  /** `wilson` for shares of pupils, `mean` for averages, `national` by DfE's national deviation, `none`. */
  interval: 'wilson' | 'mean' | 'national' | 'none';
  /** 100 for shares and rates, 1 for averages. */
  factor: number;
  /** Share of the eligible pupils below which the figure is not given. */
  minimumCoverage?: number;
  /** National standard deviation of one pupil, for `national`. */
  deviation?: (options: MeasureOptions) => number | null;
  /** Why there is no figure in that year, or null; `note` goes with the figure. */
  unavailable?: (options: MeasureOptions) => NullKind | null;
  note?: (options: MeasureOptions) => string | undefined;
  /** The pupils that the measure is about, before anything else is asked. */
  population: (pupil: PupilRecord, options: MeasureOptions) => boolean;
  /** Whether anything at all is known of the pupil: where nobody has anything, the figure is “not assessed”, never 0. */
  assessed: (pupil: PupilRecord, options: MeasureOptions) => boolean;
  contribute: (pupil: PupilRecord, options: MeasureOptions) => Omit<Contribution, 'eligible'> & { eligible?: boolean };
};

export type Figure = {
  /** Pupils in the denominator. */
  pupils: number;
  /** What was counted or summed over them. */
  total: number | null;
  /** Not rounded: percent 0–100, points, or a rate for each 100 pupils. */
  value: number | null;
  nullKind: NullKind | null;
  /** 95 % confidence interval. */
  lower: number | null;
  upper: number | null;
  /** Σ weight, where the figure is not for each pupil (sessions, sizes of entries). */
  weight?: number;
  note?: string;
};
