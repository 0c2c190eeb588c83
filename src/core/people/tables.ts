import type { Generated } from 'kysely';
import type { Role } from '../access/roles.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    person: {
      id: Generated<string>;
      trust_id: string;
      account_id: string | null;
      name: string;
      email: string;
      job_title: string | null;
      left_on: Temporal.PlainDate | null;
      revision: Generated<number>;
      created_at: Generated<Temporal.Instant>;
    };
    role_grant: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      role: Role;
      school_id: string | null;
      department_id: string | null;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate | null;
      reason: string | null;
      granted_by: string | null;
      created_at: Generated<Temporal.Instant>;
      /** Ended at this moment, before the end of its last day; a role that ends on a later date only has `ends_on`. */
      ended_at: Temporal.Instant | null;
      ended_by: string | null;
      end_reason: string | null;
    };
    invitation: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      token_hash: string;
      sent_at: Generated<Temporal.Instant>;
      sent_by: string | null;
      expires_at: Temporal.Instant;
      accepted_at: Temporal.Instant | null;
      withdrawn_at: Temporal.Instant | null;
    };
  }
}
