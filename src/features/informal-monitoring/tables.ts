import type { Generated } from 'kysely';
import type { Points } from '#core/evidence/tables.ts';
import type { NoteKind } from './rules.ts';

type Moment = Temporal.Instant;

declare module '#platform/db/database.ts' {
  interface Database {
    visit_note: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      department_id: string | null;
      kind: Generated<NoteKind>;
      happened_on: Temporal.PlainDate;
      criterion_id: string | null;
      enquiry_id: string | null;
      activity_id: string | null;
      /** The reason as it read when it was chosen. */
      reason_words: string | null;
      words: Generated<string>;
      points: Generated<Points>;
      area_ids: Generated<string[]>;
      tags: Generated<string[]>;
      observed_id: string | null;
      observed_minutes: number | null;
      /** Why a limit of the workload is passed. */
      over_why: string | null;
      written_by: string;
      started_at: Moment;
      saved_at: Moment;
      revision: Generated<number>;
      client_id: Generated<string | null>;
      /** The device that changed it last; null: the form. */
      changed_device: Generated<string | null>;
      captured_at: Generated<Moment | null>;
      recorded_at: Generated<Moment | null>;
      evidence_id: Generated<string | null>;
      added_to_id: Generated<string | null>;
      added_at: Generated<Moment | null>;
      thrown_away_at: Generated<Moment | null>;
      withdrawn_at: Generated<Moment | null>;
      withdrawn_by: Generated<string | null>;
      withdrawn_why: Generated<string | null>;
    };
    visit_note_correction: {
      id: Generated<string>;
      trust_id: string;
      note_id: string;
      number: number;
      kind: 'corrected' | 'added';
      words_before: string;
      points_before: Points;
      why: string;
      corrected_at: Moment;
      corrected_by: string;
    };
    visit_note_photo: {
      id: Generated<string>;
      trust_id: string;
      note_id: string;
      client_id: string;
      file_id: string;
      added_at: Moment;
      added_by: string;
      removed_at: Moment | null;
    };
    visit_note_version: {
      id: Generated<string>;
      trust_id: string;
      note_id: string;
      device_id: string;
      base_revision: number;
      school_id: string;
      department_id: string | null;
      kind: NoteKind;
      happened_on: Temporal.PlainDate;
      words: string;
      points: Points;
      area_ids: string[];
      tags: string[];
      written_at: Moment;
      received_at: Moment;
      settled: Generated<'stood' | 'this' | 'both' | null>;
      settled_at: Generated<Moment | null>;
      settled_by: Generated<string | null>;
    };
  }
}
