import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    data_review: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      planned_on: Temporal.PlainDate;
      planned_at: Temporal.Instant;
      planned_by: string;
      held_on: Temporal.PlainDate | null;
      held_recorded_at: Temporal.Instant | null;
      held_recorded_by: string | null;
      points: Generated<string>;
      evidence_id: string | null;
      frozen_record_id: string | null;
      revision: Generated<number>;
    };
    data_review_attendee: {
      id: Generated<string>;
      trust_id: string;
      data_review_id: string;
      person_id: string | null;
      name: string;
    };
    line_of_enquiry: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      data_review_id: string;
      question: string;
      why: string;
      measure: string | null;
      owner_id: string | null;
      owner_name: string;
      by_when: Temporal.PlainDate;
      agreed_at: Temporal.Instant;
      agreed_by: string;
      finding: string | null;
      answered_at: Temporal.Instant | null;
      answered_by: string | null;
      evidence_id: string | null;
    };
    data_review_confirmation: {
      id: Generated<string>;
      trust_id: string;
      data_review_id: string;
      side: 'trust' | 'school';
      of_revision: number;
      agrees: boolean;
      words: Generated<string>;
      confirmed_at: Temporal.Instant;
      confirmed_by: string;
    };
  }
}
