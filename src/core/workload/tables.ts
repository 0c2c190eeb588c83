import type { Generated } from 'kysely';

export type WorkloadPurpose = 'formal_review' | 'informal_monitoring' | 'appraisal' | 'early_career' | 'peer';
export type WorkloadPart = 'preparing' | 'being_observed' | 'observing' | 'meeting' | 'feedback' | 'writing';
export type WorkloadSource = 'qa_entry' | 'qa_review_activity' | 'visit_note' | 'by_hand';

declare module '#platform/db/database.ts' {
  interface Database {
    workload_policy: {
      id: Generated<string>;
      trust_id: string;
      version: number;
      observations_a_year: number;
      observed_minutes_a_year: number;
      warn_at_observations: number;
      notice_school_days: number;
      observers_at_most: number;
      school_hours_a_term: number;
      not_in_first_week: boolean;
      not_in_last_week: boolean;
      not_in_exam_weeks: boolean;
      set_at: Temporal.Instant;
      set_by: string;
      why: string;
    };
    workload_line: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      /** Null while nobody is named: counted with the department or the school. */
      person_id: string | null;
      department_id: string | null;
      on_day: Temporal.PlainDate;
      purpose: WorkloadPurpose;
      part: WorkloadPart;
      minutes: number;
      source_type: WorkloadSource;
      source_id: string;
      state: Generated<'planned' | 'done' | 'stopped'>;
      stopped_why: string | null;
      what: string;
      booked_at: Generated<Temporal.Instant>;
      booked_by: string;
    };
    workload_excess: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      person_id: string | null;
      limit_code: string;
      finding: string;
      source_type: WorkloadSource;
      source_id: string;
      why: string;
      decided_at: Temporal.Instant;
      decided_by: string;
    };
  }
}
