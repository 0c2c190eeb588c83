import type { ColumnType, Generated } from 'kysely';

export type Basis = 'school' | 'agreed' | 'imposed';
export type Side = 'school' | 'trust';
export type SupportKind =
  | 'cpd'
  | 'leader_secondment'
  | 'lgb_secondment'
  | 'leadership_capacity'
  | 'trust_leader_support';
export type ProgressRag = 'red' | 'amber' | 'green' | 'blue';
export type Outcome = 'approved' | 'approved_with_amendments' | 'sent_back';
export type ReviewDecision = 'continue' | 'strengthen' | 'close' | 'escalate';
export type ReviewTerm = 'autumn' | 'spring' | 'summer';

/** `numeric` arrives as the text that was stored, so that “62.50” stays as it was typed. */
type Exact = ColumnType<string | null, string | null | undefined, string | null>;
type Day = Temporal.PlainDate;
type Moment = Temporal.Instant;

/** What every part of a plan has: where it stands, who added it, and who took it out and why. */
type Part = {
  id: Generated<string>;
  trust_id: string;
  plan_id: string;
  position: number;
  added_at: Generated<Moment>;
  added_by: string;
  removed_at: Moment | null;
  removed_by: string | null;
  removed_why: string | null;
  revision: Generated<number>;
};

type Step = { id: Generated<string>; trust_id: string; plan_id: string };

declare module '#platform/db/database.ts' {
  interface Database {
    action_plan: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      basis: Basis;
      basis_why: string | null;
      basis_version: Generated<number>;
      annual_review_id: string | null;
      content_version: Generated<number>;
      opened_at: Generated<Moment>;
      opened_by: string;
    };
    plan_issue: Part & {
      text: string;
      area_title: string | null;
      annual_review_id: string | null;
      key_issue_id: string | null;
      /** The report of a review, and the finding of it, that it came from; and where it came from in words. */
      review_report_id: string | null;
      review_finding_id: string | null;
      source_words: string | null;
    };
    plan_objective: Part & { issue_id: string; text: string };
    success_criterion: Part & {
      objective_id: string;
      what: string;
      measure: 'number' | 'words';
      unit: string | null;
      from_number: Exact;
      to_number: Exact;
      from_words: string | null;
      to_words: string | null;
      by_when: Day | null;
      how_known: string | null;
      owner_id: string | null;
      owner_name: string | null;
    };
    plan_action: Part & {
      objective_id: string;
      what: string;
      owner_id: string | null;
      owner_name: string | null;
      starts_on: Day | null;
      due_on: Day | null;
      resource_need: string | null;
      done_on: Day | null;
      done_by: string | null;
      done_recorded_at: Moment | null;
      done_note: string | null;
    };
    plan_support: Part & {
      objective_id: string | null;
      kind: SupportKind;
      what: string;
      who: string | null;
      from_school_id: string | null;
      half_days: number | null;
      cost_pence: number | null;
      starts_on: Day | null;
      ends_on: Day | null;
      promised_by: string;
      promised_on: Day;
    };
    support_delivery: Step & {
      support_id: string;
      delivered_on: Day;
      half_days: number;
      note: string | null;
      recorded_at: Generated<Moment>;
      recorded_by: string;
    };
    plan_signature: Step & { side: Side; content_version: number; signed_at: Generated<Moment>; signed_by: string };
    plan_readiness: Step & {
      kind: 'ready' | 'put_in_place';
      content_version: number;
      declared_at: Generated<Moment>;
      declared_by: string;
    };
    plan_comment: Step & { text: string; content_version: number; written_at: Generated<Moment>; written_by: string };
    plan_recommendation: Step & {
      content_version: number;
      covering_words: string;
      recommended_at: Generated<Moment>;
      recommended_on: Day;
      recommended_by: string;
      taken_back_at: Moment | null;
      taken_back_by: string | null;
      taken_back_why: string | null;
    };
    board_decision: Step & {
      recommendation_id: string;
      outcome: Outcome;
      meeting_on: Day;
      minute_reference: string;
      words: string | null;
      recorded_at: Generated<Moment>;
      recorded_by: string;
    };
    criterion_progress: Step & {
      criterion_id: string;
      noted_on: Day;
      value_number: Exact;
      value_words: string | null;
      rag: ProgressRag;
      reason: string;
      recorded_at: Generated<Moment>;
      recorded_by: string;
    };
    plan_review: Step & {
      academic_year: number;
      term: ReviewTerm;
      reviewed_on: Day;
      overall: string;
      decision: ReviewDecision;
      reason: string;
      evidence_ids: string[];
      recorded_at: Generated<Moment>;
      recorded_by: string;
    };
    plan_review_line: Step & {
      review_id: string;
      criterion_id: string;
      progress_id: string | null;
      words: string | null;
    };
    plan_closure: Step & {
      review_id: string | null;
      why: string;
      closed_at: Generated<Moment>;
      closed_on: Day;
      closed_by: string;
    };
  }
}
