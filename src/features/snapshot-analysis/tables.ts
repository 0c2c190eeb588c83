import type { Generated } from 'kysely';

export type Outcome = 'done' | 'not_done' | 'going';

declare module '#platform/db/database.ts' {
  interface Database {
    snapshot_analysis: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      collection_id: string;
      snapshot_id: string;
      summary: Generated<string>;
      revision: Generated<number>;
      started_at: Temporal.Instant;
      started_by: string;
      saved_at: Temporal.Instant | null;
      saved_by: string | null;
    };
    snapshot_analysis_point: {
      id: Generated<string>;
      trust_id: string;
      analysis_id: string;
      position: number;
      measure: string;
      basis: string;
      subject_id: number;
      says: Generated<string>;
      why: Generated<string>;
      next_step: Generated<string>;
      next_who: Generated<string>;
      next_by: Temporal.PlainDate | null;
      revision: Generated<number>;
      added_at: Temporal.Instant;
      added_by: string;
      saved_at: Temporal.Instant | null;
      saved_by: string | null;
    };
    snapshot_analysis_outcome: {
      id: Generated<string>;
      trust_id: string;
      analysis_id: string;
      step_id: string;
      outcome: Outcome;
      note: Generated<string>;
      revision: Generated<number>;
      saved_at: Temporal.Instant;
      saved_by: string;
    };
    snapshot_analysis_paper: {
      id: Generated<string>;
      trust_id: string;
      analysis_id: string;
      school_id: string;
      snapshot_id: string;
      number: number;
      why: string | null;
      /** `PaperFacts` as JSON text, through `readFacts`. */
      facts: string;
      facts_sha256: string;
      frozen_record_id: string;
      presented_at: Temporal.Instant;
      presented_by: string;
    };
    snapshot_analysis_receipt: {
      id: Generated<string>;
      trust_id: string;
      paper_id: string;
      person_id: string;
      received_as: 'executive_principal' | 'lgb_member';
      received_at: Temporal.Instant;
    };
    snapshot_analysis_question: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      analysis_id: string;
      paper_id: string;
      about: string | null;
      question: string;
      asked_at: Temporal.Instant;
      asked_by: string;
    };
    snapshot_analysis_answer: {
      id: Generated<string>;
      trust_id: string;
      question_id: string;
      answer: string;
      answered_at: Temporal.Instant;
      answered_by: string;
    };
  }
}
