import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    snapshot_target: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      measure: string;
      value: number;
      set_at: Generated<Temporal.Instant>;
      set_by: string;
      revision: Generated<number>;
    };
    department_subject: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      department_id: string;
      assessment_subject_id: number;
      set_at: Generated<Temporal.Instant>;
      set_by: string;
    };
  }
}
