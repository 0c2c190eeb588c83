import type { Generated } from 'kysely';
import type { Way } from './kind-rules.ts';

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
    notice_choice: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      kind: string;
      way: Way;
      chosen_at: Temporal.Instant;
    };
    reminder_sent: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      thing: string;
      due_on: Temporal.PlainDate;
      sent_at: Temporal.Instant;
    };
    digest_sent: {
      id: Generated<string>;
      trust_id: string;
      person_id: string;
      week_of: Temporal.PlainDate;
      sent_at: Temporal.Instant;
      said: number;
    };
  }
}
