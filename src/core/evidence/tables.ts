import type { Generated } from 'kysely';
import type { EvidenceKind } from './kinds.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    evidence: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      kind: EvidenceKind;
      title: string;
      summary: Generated<string>;
      /** The day it was seen, read or heard; not the day it was recorded. */
      happened_on: Temporal.PlainDate;
      late_why: string | null;
      recorded_at: Generated<Temporal.Instant>;
      recorded_by: string;
      department_id: string | null;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
      revision: Generated<number>;
    };
    evidence_file: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      file_id: string;
      added_at: Generated<Temporal.Instant>;
      added_by: string | null;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
    };
  }
}
