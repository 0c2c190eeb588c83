import type { ColumnType, Generated } from 'kysely';

export type MoveReason = 'illness' | 'school' | 'trust' | 'other';
export type Rag = 'red' | 'amber' | 'green' | 'blue';
export type Part = 'item' | 'decision' | 'plan_actions' | 'data' | 'enquiries' | 'earlier';
export type Owner = 'holder' | 'head' | 'named';
export type Side = 'holder' | 'head';

type Day = Temporal.PlainDate;
type Moment = Temporal.Instant;
/** `numeric` arrives as the text that was stored. */
type Exact = ColumnType<string | null, string | null, string | null>;
type Row = { id: Generated<string>; trust_id: string };

declare module '#platform/db/database.ts' {
  interface Database {
    line_series: Row & {
      school_id: string;
      academic_year: number;
      holder_id: string;
      weekday: number;
      at_time: string;
      minutes: number;
      place: string;
      first_on: Day;
      arranged_at: Moment;
      arranged_by: string;
      revision: Generated<number>;
    };
    line_meeting: Row & {
      series_id: string;
      school_id: string;
      academic_year: number;
      slot_on: Day | null;
      planned_on: Day;
      at_time: string;
      minutes: number;
      place: string;
      cancelled_at: Moment | null;
      cancelled_by: string | null;
      cancelled_why: string | null;
      held_on: Day | null;
      holder_id: string | null;
      head_id: string | null;
      version: Generated<number>;
      correcting_since: Moment | null;
      revision: Generated<number>;
    };
    line_meeting_move: Row & {
      meeting_id: string;
      from_on: Day;
      to_on: Day;
      reason: MoveReason;
      why: string | null;
      moved_at: Moment;
      moved_by: string;
    };
    line_meeting_criterion: Row & {
      meeting_id: string;
      plan_id: string;
      criterion_id: string;
      value_number: Exact;
      value_words: string | null;
      rag: Rag | null;
      reason: string | null;
      not_discussed: string | null;
      saved_at: Moment;
      saved_by: string;
      progress_id: string | null;
      revision: Generated<number>;
    };
    line_meeting_progress: { progress_id: string; trust_id: string; meeting_id: string };
    line_meeting_item: Row & {
      meeting_id: string;
      part: Part;
      title: string | null;
      words: Generated<string>;
      added_at: Moment;
      added_by: string;
      saved_at: Moment;
      saved_by: string;
      removed_at: Moment | null;
      removed_by: string | null;
      revision: Generated<number>;
    };
    line_meeting_action: Row & {
      school_id: string;
      meeting_id: string;
      what: string;
      owner: Owner;
      owner_id: string | null;
      owner_name: string;
      due_on: Day;
      added_at: Moment;
      added_by: string;
      ended_on: Day | null;
      ended_how: 'done' | 'dropped' | null;
      ended_note: string | null;
      ended_at: Moment | null;
      ended_by: string | null;
      removed_at: Moment | null;
      removed_by: string | null;
      revision: Generated<number>;
    };
    line_meeting_private: {
      meeting_id: string;
      trust_id: string;
      words: string;
      saved_at: Moment;
      saved_by: string;
      revision: Generated<number>;
    };
    line_minutes: Row & {
      meeting_id: string;
      version: number;
      content: unknown;
      why: string | null;
      circulated_at: Moment;
      circulated_by: string;
    };
    line_minutes_answer: Row & {
      meeting_id: string;
      of_version: number;
      side: Side;
      agrees: boolean;
      words: string | null;
      answered_at: Moment;
      answered_by: string;
    };

    line_minutes_request: Row & {
      school_id: string;
      meeting_id: string;
      why: string;
      asked_at: Moment;
      asked_by: string;
      answer: Generated<'let_read' | 'refused' | null>;
      answer_why: Generated<string | null>;
      answered_at: Generated<Moment | null>;
      answered_by: Generated<string | null>;
      until_on: Generated<Day | null>;
      ended_at: Generated<Moment | null>;
      ended_by: Generated<string | null>;
    };
    line_minutes_reading: Row & {
      meeting_id: string;
      of_version: number;
      person_id: string;
      how: 'page' | 'pdf' | 'docx';
      read_at: Moment;
    };
  }
}
