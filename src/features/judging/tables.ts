import type { ColumnType, Generated } from 'kysely';

type Id = Generated<string>;
type Instant = Temporal.Instant;
/** One area of a draft as its grader has left it. */
export type DraftGrade = { areaId: string; gradeCode: string; reasons: string };

declare module '#platform/db/database.ts' {
  interface Database {
    calibration_vignette: {
      id: Id;
      trust_id: string;
      title: string;
      body: string;
      written_at: Instant;
      written_by: string;
    };
    moderation_pair: {
      id: Id;
      trust_id: string;
      /** Null for a vignette. */
      school_id: string | null;
      academic_year: number;
      title: string;
      theme_id: string | null;
      judgement_id: string | null;
      evidence_id: string | null;
      vignette_id: string | null;
      framework_id: string;
      due_on: Temporal.PlainDate;
      asked_at: Instant;
      asked_by: string;
      stopped_at: Instant | null;
      stopped_by: string | null;
      stopped_why: string | null;
    };
    moderation_area: { id: Id; trust_id: string; pair_id: string; area_id: string; position: number };
    moderation_grader: {
      id: Id;
      trust_id: string;
      pair_id: string;
      person_id: string;
      declared_at: Instant | null;
      interest: string | null;
    };
    moderation_commitment: { id: Id; trust_id: string; pair_id: string; person_id: string; committed_at: Instant };
    /** Rows of another grader are not there for a reader before both have committed themselves: the database hides them. */
    moderation_grade: {
      id: Id;
      trust_id: string;
      pair_id: string;
      person_id: string;
      area_id: string;
      grade_code: string;
      reasons: string;
    };
    /** Only ever one's own. */
    moderation_draft: {
      id: Id;
      trust_id: string;
      pair_id: string;
      person_id: string;
      /** Written as JSON text, read parsed. */
      grades: ColumnType<DraftGrade[], string, string>;
      revision: Generated<number>;
      saved_at: Instant;
    };
    moderation_outcome: {
      id: Id;
      trust_id: string;
      pair_id: string;
      number: number;
      said_at: Instant;
      said_by: string;
    };
    moderation_outcome_grade: {
      id: Id;
      trust_id: string;
      outcome_id: string;
      area_id: string;
      /** Null: they do not agree. */
      grade_code: string | null;
      reasons: string;
    };
    moderation_confirmation: {
      id: Id;
      trust_id: string;
      outcome_id: string;
      confirmed_at: Instant;
      confirmed_by: string;
    };
    school_own_grade: {
      id: Id;
      trust_id: string;
      school_id: string;
      academic_year: number;
      framework_id: string;
      area_id: string;
      grade_code: string;
      reasons: string;
      revision: Generated<number>;
      saved_at: Instant;
      saved_by: string;
    };
  }
}
