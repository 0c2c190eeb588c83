import type { Generated } from 'kysely';
import type { Points } from '#core/evidence/tables.ts';

export type ReviewKind = 'department_review' | 'topic_review';
/** The model's topics of the summer term: DA, Behaviour, SEND, L&M. */
export type Topic = 'disadvantaged' | 'behaviour' | 'send' | 'leadership';
/** The five activities of the model's spring and summer reviews. */
export type ActivityKind = 'lesson_observation' | 'work_scrutiny' | 'data' | 'pupil_voice' | 'leadership_discussion';
export type ReviewStep = 'prepared' | 'shared' | 'shared_again' | 'gathered' | 'reopened' | 'cancelled';
export type ReviewState = 'preparing' | 'shared' | 'gathered' | 'cancelled';
export type Seen = 'clearly' | 'partly' | 'not_seen' | 'not_applicable';

declare module '#platform/db/database.ts' {
  interface Database {
    qa_review: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      qa_entry_id: string;
      academic_year: number;
      kind: ReviewKind;
      topic: Topic | null;
      department_id: string | null;
      title: string;
      purpose: Generated<string>;
      framework_id: string;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
      started_at: Generated<Temporal.Instant>;
      started_by: string;
      revision: Generated<number>;
    };
    qa_review_step: {
      id: Generated<string>;
      trust_id: string;
      review_id: string;
      number: number;
      step: ReviewStep;
      state: ReviewState;
      taken_at: Temporal.Instant;
      taken_by: string;
      why: string | null;
    };
    qa_review_member: {
      id: Generated<string>;
      trust_id: string;
      review_id: string;
      person_id: string | null;
      external_name: string | null;
      external_organisation: string | null;
      role: 'lead' | 'reviewer';
      expertise: Generated<string>;
      added_at: Generated<Temporal.Instant>;
      added_by: string;
      declared_at: Temporal.Instant | null;
      declared_by: string | null;
      interest: string | null;
      interest_decision: 'may_go_on' | 'may_not_go_on' | null;
      interest_decided_why: string | null;
      interest_decided_at: Temporal.Instant | null;
      interest_decided_by: string | null;
      left_at: Temporal.Instant | null;
      left_why: string | null;
      /** The role at the school that came with being on the team. */
      role_grant_id: string | null;
    };
    qa_review_change: {
      id: Generated<string>;
      trust_id: string;
      review_id: string;
      changed_at: Temporal.Instant;
      changed_by: string;
      what: string;
      why: string;
    };
    qa_review_theme: {
      id: Generated<string>;
      trust_id: string;
      review_id: string;
      area_id: string;
      area_code: string;
      title: string;
      position: number;
      /** Who writes it; null: the lead. */
      delegated_to: string | null;
      strengths: Generated<string>;
      to_improve: Generated<string>;
      grade_code: string | null;
      reasons: Generated<string>;
      own_grade_code: string | null;
      own_reasons: Generated<string>;
      own_saved_at: Temporal.Instant | null;
      own_saved_by: string | null;
      saved_at: Temporal.Instant | null;
      saved_by: string | null;
      removed_at: Temporal.Instant | null;
      removed_by: string | null;
      removed_why: string | null;
      /** Why it is graded on one kind of activity only. */
      few_kinds_why: string | null;
      revision: Generated<number>;
      /** Of the school's own grade and reasons. */
      own_revision: Generated<number>;
    };
    qa_instrument: {
      id: Generated<string>;
      trust_id: string;
      kind: ActivityKind;
      version: number;
      framework_id: string;
      name: string;
      advice: Generated<string>;
      adopted_at: Temporal.Instant | null;
      adopted_by: string | null;
      retired_at: Temporal.Instant | null;
      made_at: Generated<Temporal.Instant>;
      made_by: string | null;
      revision: Generated<number>;
    };
    qa_instrument_question: {
      id: Generated<string>;
      trust_id: string;
      instrument_id: string;
      position: number;
      area_id: string | null;
      prompt: string;
      answer: 'text' | 'seen';
      required: Generated<boolean>;
    };
    qa_review_activity: {
      id: Generated<string>;
      trust_id: string;
      review_id: string;
      school_id: string;
      kind: ActivityKind;
      title: string;
      focus: Generated<string>;
      on_day: Temporal.PlainDate;
      /** `09:15:00`; null where only the day is known. */
      at_time: string | null;
      minutes: number;
      place: Generated<string>;
      /** The teacher observed or the leader met, where it is one person. */
      with_person_id: string | null;
      with_words: Generated<string>;
      led_by_id: string | null;
      second_by_id: string | null;
      instrument_id: string | null;
      evidence_id: string | null;
      recorded_at: Temporal.Instant | null;
      recorded_by: string | null;
      cancelled_at: Temporal.Instant | null;
      cancelled_by: string | null;
      cancelled_why: string | null;
      added_at: Generated<Temporal.Instant>;
      added_by: string;
      revision: Generated<number>;
      summary: Generated<string>;
      tags: Generated<string[]>;
      /** Pupils, or pieces of work. */
      sample_size: number | null;
      sample_disadvantaged: number | null;
      sample_send: number | null;
      /** By prior attainment. */
      sample_low: number | null;
      sample_middle: number | null;
      sample_high: number | null;
    };
    qa_activity_area: {
      id: Generated<string>;
      trust_id: string;
      activity_id: string;
      area_id: string;
      points: Points;
    };
    qa_activity_answer: {
      id: Generated<string>;
      trust_id: string;
      activity_id: string;
      question_id: string;
      answer: Generated<string>;
      seen: Seen | null;
      answered_at: Temporal.Instant;
      answered_by: string;
    };
  }
}
