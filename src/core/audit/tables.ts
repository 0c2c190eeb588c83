import type { Generated, GeneratedAlways } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    event: {
      trust_id: string;
      number: Generated<number>;
      at: Generated<Temporal.Instant>;
      actor_id: string | null;
      actor_name: string;
      kind: string;
      subject_type: string;
      subject_id: string;
      school_id: string | null;
      summary: string;
      why: string | null;
      detail: Generated<unknown>;
      previous_hash: Generated<Uint8Array>;
      hash: Generated<Uint8Array>;
    };
    record_version: {
      id: GeneratedAlways<number>;
      trust_id: string;
      table_name: string;
      record_id: string;
      stood_from: Temporal.Instant;
      stood_until: Temporal.Instant | null;
      changed_by: string | null;
      content: unknown;
    };
  }
}
