import type { Generated } from 'kysely';
import type { Term } from '#core/academic-year/rules.ts';
import '#core/frozen-records/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#core/workload/tables.ts';

export type ByHandPurpose = 'appraisal' | 'early_career' | 'peer';

declare module '#platform/db/database.ts' {
  interface Database {
    workload_observation: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      person_id: string;
      observer_id: string | null;
      purpose: ByHandPurpose;
      on_day: Temporal.PlainDate;
      minutes: number;
      feedback_minutes: number;
      recorded_at: Temporal.Instant;
      recorded_by: string;
      done_at: Temporal.Instant | null;
      stopped_at: Temporal.Instant | null;
      stopped_by: string | null;
      stopped_why: string | null;
      revision: Generated<number>;
    };
    workload_account: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      term: Term;
      number: number;
      words: string;
      why: string | null;
      frozen_record_id: string;
      issued_at: Temporal.Instant;
      issued_by: string;
    };
  }
}
