import type { Generated } from 'kysely';
import type { StepName } from './batch-rules.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    capture_operation: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      device_id: string;
      /** The number that the device gave the note. */
      note_client_id: string;
      seq: number;
      op: StepName;
      made_at: Temporal.Instant;
      received_at: Temporal.Instant;
    };
  }
}
