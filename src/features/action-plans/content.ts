import type { Selectable } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import './tables.ts';

export type PlanRow = Selectable<Database['action_plan']>;
export type IssueRow = Selectable<Database['plan_issue']>;
export type ObjectiveRow = Selectable<Database['plan_objective']>;
export type CriterionRow = Selectable<Database['success_criterion']>;
export type ActionRow = Selectable<Database['plan_action']>;
export type SupportRow = Selectable<Database['plan_support']>;
export type ProgressRow = Selectable<Database['criterion_progress']>;
export type ReviewRow = Selectable<Database['plan_review']>;
export type ReviewLineRow = Selectable<Database['plan_review_line']>;
export type DeliveryRow = Selectable<Database['support_delivery']>;
export type CommentRow = Selectable<Database['plan_comment']>;
export type OwnedRow = { owner_id: string | null; owner_name: string | null };

/** What a plan says: its parts in order, without those taken out and without what hung on them. */
export type PlanContent = {
  issues: readonly IssueRow[];
  objectives: readonly ObjectiveRow[];
  criteria: readonly CriterionRow[];
  actions: readonly ActionRow[];
  support: readonly SupportRow[];
};

/** The parts that people add, change and take out, by the word in the address of their pages. */
export const partKinds = {
  issues: { table: 'plan_issue', name: 'key issue' },
  objectives: { table: 'plan_objective', name: 'objective' },
  criteria: { table: 'success_criterion', name: 'criterion' },
  actions: { table: 'plan_action', name: 'action' },
  support: { table: 'plan_support', name: 'support' },
} as const;

export type PartKind = keyof typeof partKinds;
