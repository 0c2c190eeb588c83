import type { ColumnType, Generated } from 'kysely';
import type { Cause, Judged, Response } from './rules.ts';

/** Read as data, written as JSON text. */
type ColumnJson<T> = ColumnType<T, string, string>;

export type Occasion = 'issued' | 'changed' | 'withdrawn';
export type InterventionStep =
  | 'opened'
  | 'strengthened'
  | 'eased'
  | 'cause_changed'
  | 'withdrawn'
  | 'closed'
  | 'reopened';
export type LeadershipStep = 'authorised' | 'declined' | 'handed_back';

declare module '#platform/db/database.ts' {
  interface Database {
    intervention_rule_set: {
      id: Generated<string>;
      trust_id: string;
      version: number;
      adopted_at: Temporal.Instant | null;
      adopted_by: string | null;
      adopted_why: string | null;
      created_at: Generated<Temporal.Instant>;
      created_by: string | null;
    };
    intervention_rule: {
      id: Generated<string>;
      trust_id: string;
      rule_set_id: string;
      position: number;
      framework_family: string;
      area_code: string | null;
      grade_codes: readonly string[];
      response: Response;
      may_lead: Generated<boolean>;
      sentence: string;
      source: 'model' | 'trust';
      revision: Generated<number>;
    };
    intervention_assessment: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      review_id: string;
      academic_year: number;
      occasion: Occasion;
      framework_family: string;
      judgements: ColumnJson<Judged[]>;
      rule_set_id: string;
      response: Response | null;
      fired: ColumnJson<Cause[]>;
      why: string | null;
      assessed_at: Temporal.Instant;
      assessed_by: string;
    };
    intervention: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      review_id: string;
      academic_year: number;
      plan_id: string;
      response: Response;
      may_lead: boolean;
      cause: ColumnJson<Cause[]>;
      opened_at: Temporal.Instant;
      opened_by: string;
      revision: Generated<number>;
    };
    intervention_step: {
      id: Generated<string>;
      trust_id: string;
      intervention_id: string;
      step: InterventionStep;
      taken_at: Temporal.Instant;
      taken_by: string;
      why: string;
      becomes: Generated<string>;
    };
    direct_leadership: {
      id: Generated<string>;
      trust_id: string;
      school_id: string;
      intervention_id: string;
      aspect: string;
      leader_id: string;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
      exit_criteria: string;
      proposed_at: Temporal.Instant;
      proposed_by: string;
    };
    direct_leadership_step: {
      id: Generated<string>;
      trust_id: string;
      leadership_id: string;
      step: LeadershipStep;
      taken_at: Temporal.Instant;
      taken_by: string;
      meeting_on: Temporal.PlainDate | null;
      minute_reference: string | null;
      exit_met: boolean | null;
      note: Generated<string>;
    };
  }
}
