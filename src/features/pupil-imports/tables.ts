import type { Generated, JSONColumnType } from 'kysely';
import '#core/pupil-data/tables.ts';
import type { Findings } from './findings.ts';
import type { Kind } from './kinds.ts';
import type { Mapping, RememberedMapping } from './mapping.ts';
import type { Problem, ProblemCode } from './reading/problem.ts';
import type { Source } from './sources.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    pupil_mapping: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      source: Source;
      kind: Kind;
      mapping: JSONColumnType<RememberedMapping, string, string>;
      saved_at: Generated<Temporal.Instant>;
      saved_by: string;
    };
    pupil_import: {
      id: Generated<string>;
      trust_id: string;
      snapshot_id: string;
      school_id: string;
      kind: Kind;
      source: Source;
      file_name: string;
      sha256: string;
      size_bytes: number;
      delimiter: string;
      header_line: number;
      header: string[];
      samples: JSONColumnType<readonly (readonly string[])[], string, string>;
      mapping: JSONColumnType<Mapping | null, string | null, string | null>;
      replaces_id: string | null;
      uploaded_at: Generated<Temporal.Instant>;
      uploaded_by: string;
      working_since: Temporal.Instant | null;
      checked_at: Temporal.Instant | null;
      findings: JSONColumnType<Findings, string | undefined, string>;
      imported_at: Temporal.Instant | null;
      imported_by: string | null;
      undone_at: Temporal.Instant | null;
      undone_by: string | null;
      undone_why: string | null;
      replaced_by: string | null;
      pieces_erased_at: Temporal.Instant | null;
    };
    pupil_import_piece: { trust_id: string; import_id: string; number: number; content: Uint8Array };
    pupil_import_problem: {
      trust_id: string;
      import_id: string;
      line: number;
      cells: string[];
      code: ProblemCode | null;
      column_number: number | null;
      column_name: string | null;
      value: string | null;
      reason: string | null;
      others: JSONColumnType<readonly Problem[], string | undefined, string>;
      mended_at: Temporal.Instant | null;
      mended_by: string | null;
      left_out_at: Temporal.Instant | null;
      left_out_by: string | null;
      left_out_why: string | null;
    };
    pupil_import_progress: {
      trust_id: string;
      import_id: string;
      words: string;
      share: number;
      at: Generated<Temporal.Instant>;
      failed: Generated<boolean>;
    };
  }
}
