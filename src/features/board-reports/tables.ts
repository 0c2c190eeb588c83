import type { ColumnType, Generated } from 'kysely';
import type { Term } from '#core/academic-year/rules.ts';
import type { Change } from './change-rules.ts';

declare module '#platform/db/database.ts' {
  interface Database {
    board_report: {
      id: Generated<string>;
      trust_id: string;
      academic_year: number;
      term: Term;
      started_at: Temporal.Instant;
      started_by: string;
      /** `Facts`, through `readFacts`. */
      facts: ColumnType<unknown, string, string>;
      assembled_at: Temporal.Instant;
      assembled_by: string;
      /** What the last assembling changed. */
      changes: ColumnType<Change[], string | undefined, string>;
      revision: Generated<number>;
    };
    board_report_words: {
      id: Generated<string>;
      trust_id: string;
      report_id: string;
      code: string;
      body: Generated<string>;
      revision: Generated<number>;
      saved_at: Temporal.Instant;
      saved_by: string;
    };
    board_report_decision: {
      id: Generated<string>;
      trust_id: string;
      report_id: string;
      position: number;
      wanted: string;
      /** The recommended plan that it is about. */
      plan_id: string | null;
      added_at: Temporal.Instant;
      added_by: string;
    };
    board_report_issue: {
      id: Generated<string>;
      trust_id: string;
      report_id: string;
      number: number;
      why: string | null;
      frozen_record_id: string;
      /** What it was made from; null for an issue of an earlier version of Cairn. */
      facts: ColumnType<unknown, string, never>;
      issued_at: Temporal.Instant;
      issued_by: string;
    };
    board_report_receipt: {
      id: Generated<string>;
      trust_id: string;
      issue_id: string;
      person_id: string;
      received_at: Temporal.Instant;
    };
  }
}
