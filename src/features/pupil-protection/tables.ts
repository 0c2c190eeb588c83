import type { Generated, JSONColumnType } from 'kysely';
import '#core/pupil-data/tables.ts';
import '#core/pupil-data/identity-setting.ts';
import type { Kind } from './rules.ts';

export type AskedBy = 'pupil' | 'parent' | 'authorised';
/** Why a part of what is held is left out of an answer, by the part's code. */
export type LeftOut = Readonly<Record<string, string>>;
/** What was erased, counted; only what is not nought. */
export type Counts = Readonly<Record<string, number>>;
/** The rule as it stood when it was carried out. Version 0: as it ships. */
export type RuleThen = { version: number; months: number; countedFrom: string; confirmed: string };

declare module '#platform/db/database.ts' {
  interface Database {
    retention_rule: {
      id: Generated<string>;
      trust_id: string;
      kind: Kind;
      months: number;
      counted_from: string;
      confirmed_words: string | null;
      why: string;
      changed_at: Generated<Temporal.Instant>;
      changed_by: string;
      revision: Generated<number>;
    };
    legal_hold: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      pupil_id: number | null;
      reason: string;
      placed_at: Generated<Temporal.Instant>;
      placed_by: string;
      lifted_at: Temporal.Instant | null;
      lifted_by: string | null;
      lifted_why: string | null;
      revision: Generated<number>;
    };
    retention_run: {
      id: Generated<string>;
      trust_id: string;
      kind: string;
      ran_at: Generated<Temporal.Instant>;
      ran_by: string | null;
      school_id: string | null;
      pupil_id: number | null;
      why: string | null;
      rule: JSONColumnType<RuleThen | null, string | null, never>;
      counts: JSONColumnType<Counts, string, never>;
      oldest: Temporal.PlainDate | null;
      newest: Temporal.PlainDate | null;
      certificate: string;
      sha256: string;
    };
    retention_watch: { trust_id: string; kind: Kind; ran_at: Temporal.Instant; said: string };
    subject_access: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      pupil_id: number;
      asked_on: Temporal.PlainDate;
      due_on: Temporal.PlainDate;
      asked_by: AskedBy;
      identity_checked: string;
      opened_at: Generated<Temporal.Instant>;
      opened_by: string;
      left_out: JSONColumnType<LeftOut, string | undefined, string>;
      names_readers: Generated<boolean>;
      reviewed_at: Temporal.Instant | null;
      reviewed_by: string | null;
      released_at: Temporal.Instant | null;
      released_by: string | null;
      closed_at: Temporal.Instant | null;
      closed_by: string | null;
      closed_why: string | null;
      revision: Generated<number>;
    };
  }
}
