import type { Generated } from 'kysely';
import '#core/notifications/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';

export type Reach = 'own' | 'school' | 'trust';

declare module '#platform/db/database.ts' {
  interface Database {
    calendar_feed: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      reach: Reach;
      school_id: string | null;
      token_hash: string;
      made_at: Temporal.Instant;
      revoked_at: Temporal.Instant | null;
      revoked_why: string | null;
      last_read_at: Temporal.Instant | null;
    };
  }
}
