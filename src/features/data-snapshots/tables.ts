import type { Generated } from 'kysely';
import type { Term } from '#core/academic-year/rules.ts';

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
    partner_file: {
      id: Generated<string>;
      trust_id: string;
      partner: string;
      academic_year: number;
      term: Term;
      file_name: string;
      sha256: string;
      received_at: Generated<Temporal.Instant>;
      received_by: string;
      ended_at: Temporal.Instant | null;
      ended_by: string | null;
      ended_why: string | null;
    };
    partner_figure: {
      trust_id: string;
      file_id: string;
      measure: string;
      basis: string;
      schools: number;
      pupils: number;
      total: number;
      weight: number | null;
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
