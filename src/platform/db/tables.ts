import type { Generated } from 'kysely';

declare module './database.ts' {
  interface Database {
    stored_file: {
      id: Generated<string>;
      trust_id: string;
      name: string;
      media_type: string;
      size_bytes: number;
      sha256: string;
      content: Uint8Array;
      stored_at: Generated<Temporal.Instant>;
      stored_by: string | null;
    };
    mail_message: {
      id: Generated<string>;
      trust_id: string;
      person_id: string | null;
      to_address: string;
      subject: string;
      body: string;
      created_at: Generated<Temporal.Instant>;
      sent_at: Temporal.Instant | null;
      failed_attempts: Generated<number>;
      last_error: string | null;
    };
  }
}
