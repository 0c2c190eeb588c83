import type { ResultKind } from '#core/pupil-data/tables.ts';
import type { ProblemCode } from './reading/problem.ts';

/** Rows that share what is wrong with them. */
export type ProblemGroup = {
  code: ProblemCode;
  field: string;
  value: string;
  column: string;
  reason: string;
  rows: number;
};

/** A subject as the file names it, and what it was read as (null: not known). */
export type SubjectRead = {
  name: string;
  qualification: string;
  as: { label: string; code: string | null; scale: string } | null;
};

export type Compared = {
  /** When the last snapshot was taken (ISO day). */
  lastOn: string;
  /** In this file, not in the last snapshot; and the other way round. */
  added: number;
  missing: number;
  changes: readonly { what: string; count: number }[];
};

/** What a reading of the file found, as it is kept with the import. */
export type Findings = {
  rows?: number;
  /** Rows read whole, and what came of them: pupils, results, … */
  good?: number;
  items?: number;
  bad?: number;
  leftOut?: number;
  leftByRule?: number;
  temporaryUpns?: number;
  pupils?: number;
  /** Why it cannot be read to its end; then nothing of it is brought in. */
  fileProblem?: string | null;
  /** More rows are wrong than are kept for mending one by one. */
  tooMany?: boolean;
  notes?: readonly string[];
  groups?: readonly ProblemGroup[];
  subjects?: readonly SubjectRead[];
  results?: readonly { subject: string; scale: string; kind: ResultKind; count: number }[];
  compared?: Compared | null;
};
