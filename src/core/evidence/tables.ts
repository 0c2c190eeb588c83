import type { Generated } from 'kysely';
import type { EvidenceKind } from './kinds.ts';
import type { EvidenceTag } from './tags.ts';

/** What a piece of evidence says of an area: something done well, something to develop, or both. */
export type Points = 'strength' | 'development' | 'mixed';
/** `leaders`: whoever may read evidence at the school; `named`: the recorder, the observed and the readers listed. */
export type Readers = 'leaders' | 'named';

/** The records of other slices from which a piece may come. */
export type EvidenceSourceType = 'qa_review_activity' | 'visit_note';

declare module '#platform/db/database.ts' {
  interface Database {
    evidence: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      kind: EvidenceKind;
      title: string;
      summary: Generated<string>;
      /** The day it was seen, read or heard; not the day it was recorded. */
      happened_on: Temporal.PlainDate;
      late_why: string | null;
      recorded_at: Generated<Temporal.Instant>;
      recorded_by: string;
      department_id: string | null;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
      revision: Generated<number>;
      /** The teacher who was observed. */
      observed_id: string | null;
      source_type: EvidenceSourceType | null;
      source_id: string | null;
      /** The number that the device gave it before there was a network. */
      client_id: string | null;
      captured_at: Temporal.Instant | null;
      readers: Generated<Readers>;
    };
    evidence_reader: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      person_id: string;
      added_at: Generated<Temporal.Instant>;
      added_by: string | null;
    };
    evidence_observer: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      person_id: string | null;
      name: string;
    };
    evidence_area: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      area_id: string;
      points: Points;
      note: Generated<string>;
      tagged_at: Generated<Temporal.Instant>;
      tagged_by: string | null;
    };
    evidence_tag: { id: Generated<string>; trust_id: string; evidence_id: string; tag: EvidenceTag };
    evidence_line: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      criterion_id: string | null;
      enquiry_id: string | null;
    };
    evidence_reply: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      body: string;
      replied_at: Temporal.Instant;
      replied_by: string;
    };
    /** The observed person has read it, in this revision. */
    evidence_seen: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      person_id: string;
      of_revision: number;
      seen_at: Temporal.Instant;
    };
    evidence_file: {
      id: Generated<string>;
      trust_id: string;
      evidence_id: string;
      file_id: string;
      added_at: Generated<Temporal.Instant>;
      added_by: string | null;
      /** The file that this one took the place of. */
      replaces_id: Generated<string | null>;
      replaced_why: Generated<string | null>;
      withdrawn_at: Temporal.Instant | null;
      withdrawn_by: string | null;
      withdrawn_why: string | null;
    };
  }
}
