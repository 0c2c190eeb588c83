import type { ColumnType, Generated } from 'kysely';
import type { EarlierJudgement, IssuedJudgement, IssuedKeyIssue } from './issues/issued.ts';
import type { CorrectionOutcome, FactAnswer, ReviewState, SectionCode, StepName } from './rules.ts';

type Id = Generated<string>;
type Instant = Temporal.Instant;

declare module '#platform/db/database.ts' {
  interface Database {
    annual_review: {
      id: Id;
      trust_id: string;
      school_id: string;
      /** The year in which the academic year begins: 2026 is 2026/27. */
      academic_year: number;
      framework_id: string;
      due_on: Temporal.PlainDate;
      started_at: Generated<Instant>;
      started_by: string;
    };
    review_step: {
      id: Id;
      trust_id: string;
      review_id: string;
      number: number;
      step: StepName;
      state: ReviewState;
      taken_at: Instant;
      taken_by: string;
      why: string | null;
    };
    review_team_member: {
      id: Id;
      trust_id: string;
      review_id: string;
      person_id: string | null;
      external_name: string | null;
      external_organisation: string | null;
      role: 'lead' | 'member';
      added_at: Generated<Instant>;
      added_by: string;
      declared_at: Instant | null;
      declared_by: string | null;
      interest: string | null;
    };
    review_author: {
      id: Id;
      trust_id: string;
      review_id: string;
      person_id: string;
      first_wrote_at: Generated<Instant>;
    };
    review_section: {
      id: Id;
      trust_id: string;
      review_id: string;
      code: SectionCode;
      body: Generated<string>;
      revision: Generated<number>;
      saved_at: Instant | null;
      saved_by: string | null;
    };
    judgement: {
      id: Id;
      trust_id: string;
      review_id: string;
      area_id: string;
      area_code: string;
      grade_code: string | null;
      reasons: Generated<string>;
      revision: Generated<number>;
      saved_at: Instant | null;
      saved_by: string | null;
    };
    key_issue: {
      id: Id;
      trust_id: string;
      review_id: string;
      area_code: string;
      position: number;
      body: string;
      revision: Generated<number>;
    };
    review_comment: {
      id: Id;
      trust_id: string;
      review_id: string;
      part: string;
      body: string;
      written_at: Instant;
      written_by: string;
      resolved_at: Instant | null;
      resolved_by: string | null;
    };
    claim_evidence: {
      id: Id;
      trust_id: string;
      review_id: string;
      part: string;
      sentence_hash: string;
      sentence: string;
      evidence_id: string;
      linked_at: Instant;
      linked_by: string;
    };
    claim_waiver: {
      id: Id;
      trust_id: string;
      review_id: string;
      part: string;
      sentence_hash: string;
      sentence: string;
      kind: 'waived' | 'not_a_claim';
      reason: string | null;
      waived_at: Instant;
      waived_by: string;
    };
    fact_check: {
      id: Id;
      trust_id: string;
      review_id: string;
      round: number;
      sent_at: Instant;
      due_on: Temporal.PlainDate;
      returned_at: Instant | null;
      returned_by: string | null;
      revision: Generated<number>;
    };
    fact_answer: {
      id: Id;
      trust_id: string;
      fact_check_id: string;
      part: string;
      answer: FactAnswer;
      correction: string;
      answered_at: Instant;
      answered_by: string;
    };
    fact_point: {
      id: Id;
      trust_id: string;
      fact_check_id: string;
      part: string;
      number: number;
      body: string;
      outcome: CorrectionOutcome | null;
      reply: string | null;
      replied_at: Instant | null;
      replied_by: string | null;
    };
    judgement_moderation: {
      id: Id;
      trust_id: string;
      judgement_id: string;
      round: number;
      decision: 'agrees' | 'asks_change';
      author_grade_code: string;
      moderated_grade_code: string;
      reason: string | null;
      decided_at: Instant;
      decided_by: string;
    };
    review_issue: {
      id: Id;
      trust_id: string;
      review_id: string;
      school_id: string;
      academic_year: number;
      framework_id: string;
      framework_family: string;
      number: number;
      issued_at: Instant;
      issued_by: string;
      why: string | null;
      frozen_record_id: string | null;
      /** Written as JSON text, read parsed. */
      judgements: ColumnType<IssuedJudgement[], string, string>;
      key_issues: ColumnType<IssuedKeyIssue[], string, string>;
      withdrawn_at: Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
    };
    /** An Annual Review made before Cairn: its grades, entered by hand. */
    earlier_review: {
      id: Id;
      trust_id: string;
      school_id: string;
      academic_year: number;
      framework_id: string;
      framework_family: string;
      /** Where the grades are written down. */
      source: string;
      /** Written as JSON text, read parsed. */
      judgements: ColumnType<EarlierJudgement[], string, string>;
      entered_at: Instant;
      entered_by: string;
      corrected_at: Instant | null;
      corrected_by: string | null;
      corrected_why: string | null;
      revision: Generated<number>;
    };
    review_receipt: {
      id: Id;
      trust_id: string;
      issue_id: string;
      person_id: string;
      received_as: 'trustee' | 'lgb_member';
      received_at: Instant;
    };
  }
}
