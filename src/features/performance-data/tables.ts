import type { Generated, JSONColumnType } from 'kysely';
import type { TableProblem } from '#platform/tabular/index.ts';
import type { Findings } from './findings.ts';
import type { AreaGrade, AreaId, Dataset, Group, Level, NullKind, Status } from './readers/index.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    data_import: {
      id: Generated<string>;
      trust_id: string;
      file_id: string;
      file_name: string;
      sha256: string;
      size_bytes: number;
      kind: string;
      title: string;
      years: Generated<number[]>;
      statuses: Generated<string[]>;
      datasets: Generated<string[]>;
      academic_year_given: number | null;
      status_given: Status | null;
      asks: Generated<string[]>;
      rows_own: Generated<number>;
      rows_other: Generated<number>;
      figures_own: Generated<number>;
      figures_other: Generated<number>;
      problem_count: Generated<number>;
      problems: JSONColumnType<readonly TableProblem[], string, string>;
      file_problem: string | null;
      findings: JSONColumnType<Findings, string, string>;
      own_urns: Generated<string[]>;
      staged_at: Generated<Temporal.Instant>;
      staged_by: string;
      imported_at: Temporal.Instant | null;
      imported_by: string | null;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
    };
    published_figure: {
      trust_id: string;
      import_id: string;
      academic_year: number;
      level: Level;
      area: string;
      phase: string;
      dataset: Dataset;
      measure: string;
      pupil_group: Group;
      value: number | null;
      null_kind: NullKind | null;
      lower: number | null;
      upper: number | null;
      cohort: number | null;
      status: Status;
      from_later_file: boolean;
    };
    school_inspection: {
      id: Generated<string>;
      trust_id: string;
      import_id: string;
      school_id: string;
      framework: 'oeif' | '2025';
      kind: 'graded' | 'report_card' | 'ungraded';
      inspection_number: string;
      inspection_type: string | null;
      inspected_on: Temporal.PlainDate | null;
      published_on: Temporal.PlainDate | null;
      urn_at_time: string | null;
      name_at_time: string | null;
      of_predecessor: boolean;
      grades: JSONColumnType<Partial<Record<AreaId, AreaGrade>>, string, string>;
      safeguarding: 'met' | 'not_met' | null;
      outcome: string | null;
      category_of_concern: string | null;
    };
  }
}
