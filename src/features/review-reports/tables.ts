import type { ColumnType, Generated } from 'kysely';
import type { IssuedFinding, IssuedFollowUp, IssuedPart, IssuedTheme } from './issues/issued.ts';
import type { Found, ReportState, StepName } from './rules.ts';

type Id = Generated<string>;
type Instant = Temporal.Instant;
/** Written as JSON text, read parsed. */
type Json<T> = ColumnType<T[], string, never>;

declare module '#platform/db/database.ts' {
  interface Database {
    review_report: {
      id: Id;
      trust_id: string;
      school_id: string;
      qa_review_id: string;
      /** The year in which the academic year begins: 2025 is 2025/26. */
      academic_year: number;
      kind: 'department_review' | 'topic_review';
      topic: 'disadvantaged' | 'behaviour' | 'send' | 'leadership' | null;
      department_id: string | null;
      title: string;
      framework_id: string;
      begun_at: Generated<Instant>;
      begun_by: string;
    };
    review_report_step: {
      id: Id;
      trust_id: string;
      report_id: string;
      number: number;
      step: StepName;
      state: ReportState;
      taken_at: Instant;
      taken_by: string;
      why: string | null;
    };
    review_report_author: {
      id: Id;
      trust_id: string;
      report_id: string;
      person_id: string;
      role: 'lead' | 'author';
      added_at: Generated<Instant>;
      added_by: string;
    };
    review_report_part: {
      id: Id;
      trust_id: string;
      report_id: string;
      part: string;
      body: Generated<string>;
      revision: Generated<number>;
      saved_at: Instant | null;
      saved_by: string | null;
    };
    review_report_finding: {
      id: Id;
      trust_id: string;
      report_id: string;
      position: number;
      area_code: string | null;
      what: string;
      why: string;
      added_at: Generated<Instant>;
      added_by: string;
      removed_at: Instant | null;
      removed_by: string | null;
      removed_why: string | null;
      revision: Generated<number>;
    };
    review_report_follow_up: {
      id: Id;
      trust_id: string;
      report_id: string;
      earlier_finding_id: string;
      found: Found;
      words: Generated<string>;
      finding_id: string | null;
      said_at: Instant;
      said_by: string;
      revision: Generated<number>;
    };
    review_report_claim_evidence: {
      id: Id;
      trust_id: string;
      report_id: string;
      part: string;
      sentence_hash: string;
      sentence: string;
      evidence_id: string;
      linked_at: Instant;
      linked_by: string;
    };
    review_report_claim_waiver: {
      id: Id;
      trust_id: string;
      report_id: string;
      part: string;
      sentence_hash: string;
      sentence: string;
      kind: 'waived' | 'not_a_claim';
      reason: string | null;
      waived_at: Instant;
      waived_by: string;
    };
    review_report_check: {
      id: Id;
      trust_id: string;
      report_id: string;
      round: number;
      sent_at: Instant;
      due_on: Temporal.PlainDate;
      /** What the school says to the report in its own words. */
      reply: Generated<string>;
      reply_by: string | null;
      returned_at: Instant | null;
      returned_by: string | null;
      revision: Generated<number>;
    };
    review_report_check_answer: {
      id: Id;
      trust_id: string;
      check_id: string;
      part: string;
      answer: 'accurate' | 'not_accurate';
      correction: Generated<string>;
      answered_at: Instant;
      answered_by: string;
    };
    review_report_check_point: {
      id: Id;
      trust_id: string;
      check_id: string;
      part: string;
      number: number;
      body: string;
      outcome: 'changed' | 'not_changed' | null;
      reply: string | null;
      replied_at: Instant | null;
      replied_by: string | null;
    };
    review_report_settled_word: {
      id: Id;
      trust_id: string;
      report_id: string;
      word: string;
      sentence_hash: string;
      /** Null: no name, it stays. */
      replacement: string | null;
      settled_at: Instant;
      settled_by: string;
    };
    review_report_limit: {
      id: Id;
      trust_id: string;
      version: number;
      governors_pages: number;
      full_pages: number;
      set_at: Instant;
      set_by: string;
      why: string;
    };
    review_report_issue: {
      id: Id;
      trust_id: string;
      report_id: string;
      school_id: string;
      number: number;
      issued_at: Instant;
      issued_by: string;
      why: string | null;
      framework_id: string;
      full_record_id: string | null;
      governors_record_id: string | null;
      full_pages: number;
      governors_pages: number;
      over_limit_why: string | null;
      parts: Json<IssuedPart>;
      themes: Json<IssuedTheme>;
      findings: Json<IssuedFinding>;
      follow_up: Json<IssuedFollowUp>;
      withdrawn_at: Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
    };
    review_report_receipt: { id: Id; trust_id: string; issue_id: string; person_id: string; received_at: Instant };
    review_report_outcome: {
      id: Id;
      trust_id: string;
      finding_id: string;
      outcome: 'done' | 'not_taken_up';
      why: string;
      said_at: Instant;
      said_by: string;
    };
  }
}
