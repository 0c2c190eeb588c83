import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    set_up_link: {
      token_sha256: string;
      created_at: Generated<Temporal.Instant>;
      used_at: Temporal.Instant | null;
      draft: unknown;
      revision: Generated<number>;
    };
  }
}
