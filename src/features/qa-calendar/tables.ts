import type { ColumnType, Generated } from 'kysely';
import type { TemplateLine } from './template-rules.ts';
import type { EntryKind, Topic } from './words.ts';

export type { EntryKind, Topic };

/** Who answers for the school, and who for its staff. */
export type AnsweringSide = 'head' | 'staff';

/** An entry as a version of the calendar showed it to the school. */
export type ShownEntry = {
  id: string;
  title: string;
  startsOn: string;
  endsOn: string;
  daysKnown: boolean;
  lead: string | null;
};

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
      /** The line of the template it was made from. */
      template_key: string | null;
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
    qa_template: {
      id: Generated<string>;
      trust_id: string;
      version: number;
      lines: ColumnType<TemplateLine[], string, never>;
      saved_at: Temporal.Instant;
      saved_by: string;
      why: string;
    };
    qa_entry_move: {
      id: Generated<string>;
      trust_id: string;
      entry_id: string;
      from_starts_on: Temporal.PlainDate;
      from_ends_on: Temporal.PlainDate;
      to_starts_on: Temporal.PlainDate;
      to_ends_on: Temporal.PlainDate;
      why: string | null;
      after_publication: boolean;
      moved_at: Temporal.Instant;
      moved_by: string;
    };
    qa_consultation: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      version: number;
      due_on: Temporal.PlainDate;
      what_changed: string | null;
      entries: ColumnType<ShownEntry[], string, never>;
      asked_at: Temporal.Instant;
      asked_by: string;
    };
    qa_answer: {
      id: Generated<string>;
      trust_id: string;
      consultation_id: string;
      side: AnsweringSide;
      agrees: boolean;
      words: string;
      answered_at: Temporal.Instant;
      answered_by: string;
    };
    qa_move_request: {
      id: Generated<string>;
      trust_id: string;
      consultation_id: string;
      school_id: string;
      entry_id: string;
      side: AnsweringSide;
      wished_on: Temporal.PlainDate | null;
      why: string;
      asked_at: Temporal.Instant;
      asked_by: string;
      outcome: 'moved' | 'declined' | null;
      outcome_words: string | null;
      settled_at: Temporal.Instant | null;
      settled_by: string | null;
    };
    qa_no_representative: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      academic_year: number;
      why: string;
      said_at: Temporal.Instant;
      said_by: string;
    };
  }
}
