import type { Basis, Outcome, ProgressRag, ReviewDecision, SupportKind } from '#features/action-plans/tables.ts';
import type { CastKey, SchoolKey } from './cast.ts';

/** In numbers, or both ends in words. */
export type Criterion = {
  name: string;
  what: string;
  unit?: string;
  from: number | string;
  to: number | string;
  by: string;
  known: string;
  owner: CastKey;
};

export type Objective = {
  /** Which key issue of the review, counted from 1. */
  issue: number;
  text: string;
  criteria: readonly Criterion[];
  actions: readonly {
    what: string;
    owner: CastKey;
    starts?: string;
    due: string;
    needs?: string;
    done?: { on: string; note: string; by?: CastKey };
  }[];
};

export type Promised = {
  name: string;
  kind: SupportKind;
  what: string;
  who?: string;
  from?: SchoolKey;
  halfDays?: number;
  costPence?: number;
  starts?: string;
  ends?: string;
  /** Later than the plan was written; then with the reason for changing it. */
  promisedOn?: string;
  why?: string;
  delivered?: readonly (readonly [on: string, halfDays: number, note: string])[];
};

export type PlanStory = {
  name: string;
  school: SchoolKey;
  year: number;
  basis: Basis;
  writer: CastKey;
  openedOn: string;
  writtenOn: string;
  objectives: readonly Objective[];
  support?: readonly Promised[];
  signed?: readonly (readonly [who: CastKey, on: string])[];
  declared?: readonly [kind: 'ready' | 'put_in_place', who: CastKey, on: string];
  recommended?: { on: string; words: string };
  decided?: { meetingOn: string; recordedOn: string; outcome: Outcome; minute: string; words?: string };
  progress?: readonly {
    criterion: string;
    on: string;
    by: CastKey;
    value?: number;
    words?: string;
    rag: ProgressRag;
    reason: string;
  }[];
  comments?: readonly { on: string; by: CastKey; text: string }[];
  reviews?: readonly {
    on: string;
    by: CastKey;
    overall: string;
    decision: ReviewDecision;
    reason: string;
    evidence?: readonly string[];
    lines: Readonly<Record<string, string>>;
  }[];
};
