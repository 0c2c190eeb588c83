import type { Generated } from 'kysely';

export type EntryKind = 'data_review' | 'annual_review' | 'department_review' | 'topic_review';
/** The model's topics of the summer term: DA, Behaviour, SEND, L&M. */
export type Topic = 'disadvantaged' | 'behaviour' | 'send' | 'leadership';

declare module '#platform/db/database.ts' {
  interface Database {
    qa_entry: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      kind: EntryKind;
      topic: Topic | null;
      department_id: string | null;
      title: string;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
      /** False while only the week has been chosen: from its Monday to its Friday. */
      days_known: Generated<boolean>;
      lead_id: string | null;
      rolled_from_id: string | null;
      added_at: Generated<Temporal.Instant>;
      added_by: string;
      stopped_at: Temporal.Instant | null;
      stopped_by: string | null;
      stopped_why: string | null;
      revision: Generated<number>;
    };
    qa_publication: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      version: number;
      published_at: Temporal.Instant;
      published_by: string;
      without_agreement_why: string | null;
    };
  }
}
