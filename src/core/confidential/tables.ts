import type { Generated } from 'kysely';

type Moment = Temporal.Instant;

declare module '#platform/db/database.ts' {
  interface Database {
    /** Seen by its readers of today only, by a policy of the database; written by functions of the database only. */
    confidential_record: {
      id: string;
      trust_id: string;
      kind: string;
      about_id: string;
      opened_at: Moment;
      opened_by: string;
      destroy_on: Temporal.PlainDate | null;
      destroyed_at: Moment | null;
    };
    confidential_reader: {
      id: string;
      trust_id: string;
      record_id: string;
      person_id: string;
      capacity: string;
      why: string | null;
      named_at: Moment;
      named_by: string;
      until_at: Moment | null;
      ended_by: string | null;
    };
    confidential_reading: {
      id: string;
      trust_id: string;
      record_id: string;
      person_id: string;
      what: string;
      read_at: Moment;
    };
    vault_key: { fingerprint: string; first_used_at: Generated<Moment> };
  }
}
