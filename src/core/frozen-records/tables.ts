import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    frozen_record: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      /** What was frozen: `annual-review`, `board-report`, `action-plan`. */
      kind: string;
      subject_id: string;
      title: string;
      content: unknown;
      sha256: string;
      frozen_at: Generated<Temporal.Instant>;
      frozen_by: string | null;
      pdf_file_id: string | null;
      docx_file_id: string | null;
    };
  }
}
