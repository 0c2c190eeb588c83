import type { Generated, JSONColumnType } from 'kysely';
import type { Term } from '../academic-year/rules.ts';

export type Wanted = 'pupils' | 'assessments' | 'attendance' | 'suspensions';
export type Sen = 'N' | 'K' | 'E';
/** r result of an examination or statutory assessment, c current (working at), p predicted, t target, b baseline. */
export type ResultKind = 'r' | 'c' | 'p' | 't' | 'b';
export type SnapshotContent = Partial<Record<Wanted | 'results', number>>;
/** From best to worst. `met`: at least what is expected. */
export type ScaleGrade = { grade: string; points: number | null; met?: boolean };

declare module '#platform/db/database.ts' {
  interface Database {
    data_collection: {
      id: Generated<string>;
      trust_id: string;
      academic_year: number;
      term: Term;
      name: string;
      data_on: Temporal.PlainDate;
      due_on: Temporal.PlainDate;
      wanted: Wanted[];
      note: string | null;
      asked_at: Generated<Temporal.Instant>;
      asked_by: string;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
      revision: Generated<number>;
    };
    data_snapshot: {
      id: Generated<string>;
      trust_id: string;
      collection_id: string;
      school_id: string;
      version: Generated<number>;
      corrects_why: string | null;
      due_on: Temporal.PlainDate;
      opened_at: Generated<Temporal.Instant>;
      opened_by: string;
      taken_at: Temporal.Instant | null;
      taken_by: string | null;
      taken_note: string | null;
      content: JSONColumnType<SnapshotContent, string | undefined, string>;
      sha256: string | null;
      pupils_erased_at: Temporal.Instant | null;
      revision: Generated<number>;
    };
    pupil: {
      trust_id: string;
      id: Generated<number>;
      school_id: string;
      upn: string | null;
      former_upn: string | null;
      reference: string | null;
      surname: string | null;
      forename: string | null;
      born_on: Temporal.PlainDate | null;
      created_at: Generated<Temporal.Instant>;
    };
    snapshot_pupil: {
      trust_id: string;
      snapshot_id: string;
      pupil_id: number;
      year_group: number | null;
      registration: string | null;
      sex: 'F' | 'M' | null;
      sen: Sen | null;
      sen_need: string | null;
      disadvantaged: boolean | null;
      looked_after: boolean | null;
      eal: boolean | null;
      joined_on: Temporal.PlainDate | null;
      left_on: Temporal.PlainDate | null;
      ks2_reading: number | null;
      ks2_maths: number | null;
      ks4_points: number | null;
      counted: Generated<boolean>;
      not_counted_why: string | null;
    };
    snapshot_attendance: {
      trust_id: string;
      snapshot_id: string;
      pupil_id: number;
      possible: number;
      authorised: number;
      unauthorised: number;
      late: Generated<number>;
    };
    snapshot_suspension: {
      trust_id: string;
      snapshot_id: string;
      pupil_id: number;
      number: number;
      kind: 'suspension' | 'permanent_exclusion';
      started_on: Temporal.PlainDate | null;
      sessions: number | null;
      reasons: Generated<string[]>;
    };
    grade_scale: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      name: string;
      grades: JSONColumnType<readonly ScaleGrade[], string, string>;
      retired_at: Temporal.Instant | null;
      revision: Generated<number>;
    };
    assessment_subject: {
      trust_id: string;
      id: Generated<number>;
      code: string | null;
      name: string;
      qualification: string;
      scale: string;
    };
    snapshot_result: {
      trust_id: string;
      snapshot_id: string;
      pupil_id: number;
      subject_id: number;
      kind: ResultKind;
      grade: string;
      points: number | null;
      class: string | null;
      counts: Generated<boolean>;
    };
    snapshot_figure: {
      trust_id: string;
      snapshot_id: string;
      measure: string;
      breakdown: string;
      group_code: string;
      subject_id: Generated<number>;
      basis: Generated<string>;
      pupils: number;
      total: number | null;
      value: number | null;
      null_kind: string | null;
      lower: number | null;
      upper: number | null;
      weight: number | null;
      note: string | null;
    };
    pupil_reading: {
      trust_id: string;
      id: Generated<number>;
      at: Temporal.Instant;
      person_id: string;
      school_id: string;
      snapshot_id: string | null;
      pupil_id: number | null;
      what: string;
    };
  }
}
