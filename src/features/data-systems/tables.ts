import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    data_system: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      name: string;
      holds: string;
      contact: string | null;
      is_cairn: Generated<boolean>;
      added_at: Generated<Temporal.Instant>;
      added_by: string;
      retired_at: Temporal.Instant | null;
      retired_by: string | null;
      retired_why: string | null;
      revision: Generated<number>;
    };
    system_access: {
      id: Generated<string>;
      trust_id: string;
      system_id: string;
      school_id: string;
      person_id: string;
      why: string;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
      granted_at: Generated<Temporal.Instant>;
      granted_by: string;
      reviewed_at: Temporal.Instant | null;
      reviewed_by: string | null;
      ended_at: Temporal.Instant | null;
      ended_by: string | null;
      ended_why: string | null;
      role_grant_id: string | null;
      revision: Generated<number>;
    };
  }
}
