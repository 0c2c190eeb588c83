import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    notification: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      subject: string;
      body: string;
      href: string;
      created_at: Generated<Temporal.Instant>;
      read_at: Temporal.Instant | null;
    };
  }
}
