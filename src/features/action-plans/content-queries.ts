import type { Ctx } from '#core/context.ts';
import type { ActionRow, CriterionRow, IssueRow, ObjectiveRow, PlanContent, SupportRow } from './content.ts';
import './tables.ts';

type AllParts = {
  issues: IssueRow[];
  objectives: ObjectiveRow[];
  criteria: CriterionRow[];
  actions: ActionRow[];
  support: SupportRow[];
};

/** Every part of these plans, those taken out too, in order. The caller has read the plans inside the reader's scope. */
export async function allParts(ctx: Ctx, planIds: readonly string[]): Promise<AllParts> {
  if (planIds.length === 0) return { issues: [], objectives: [], criteria: [], actions: [], support: [] };
  const { db } = ctx;
  return {
    issues: await db.selectFrom('plan_issue').selectAll().where('plan_id', 'in', planIds).orderBy('position').execute(),
    objectives: await db
      .selectFrom('plan_objective')
      .selectAll()
      .where('plan_id', 'in', planIds)
      .orderBy('position')
      .execute(),
    criteria: await db
      .selectFrom('success_criterion')
      .selectAll()
      .where('plan_id', 'in', planIds)
      .orderBy('position')
      .execute(),
    actions: await db
      .selectFrom('plan_action')
      .selectAll()
      .where('plan_id', 'in', planIds)
      .orderBy('position')
      .execute(),
    support: await db
      .selectFrom('plan_support')
      .selectAll()
      .where('plan_id', 'in', planIds)
      .orderBy('position')
      .execute(),
  };
}

/** What one plan says now: without the parts taken out, and without what hung on them. */
export function standingContent(parts: AllParts, planId: string): PlanContent {
  const here = <Row extends { plan_id: string; removed_at: unknown }>(rows: readonly Row[]) =>
    rows.filter((row) => row.plan_id === planId && row.removed_at === null);
  const issues = here(parts.issues);
  const issueIds = new Set(issues.map((row) => row.id));
  const objectives = here(parts.objectives).filter((row) => issueIds.has(row.issue_id));
  const objectiveIds = new Set(objectives.map((row) => row.id));
  return {
    issues,
    objectives,
    criteria: here(parts.criteria).filter((row) => objectiveIds.has(row.objective_id)),
    actions: here(parts.actions).filter((row) => objectiveIds.has(row.objective_id)),
    support: here(parts.support),
  };
}

export async function contentOf(ctx: Ctx, planId: string): Promise<PlanContent> {
  return standingContent(await allParts(ctx, [planId]), planId);
}

/** Every progress entry of these plans, oldest first. */
export async function progressOf(ctx: Ctx, planIds: readonly string[]) {
  if (planIds.length === 0) return [];
  return await ctx.db
    .selectFrom('criterion_progress')
    .selectAll()
    .where('plan_id', 'in', planIds)
    .orderBy('noted_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

/** Every termly review of these plans, oldest first. */
export async function reviewsOf(ctx: Ctx, planIds: readonly string[]) {
  if (planIds.length === 0) return [];
  return await ctx.db
    .selectFrom('plan_review')
    .selectAll()
    .where('plan_id', 'in', planIds)
    .orderBy('reviewed_on')
    .orderBy('id')
    .execute();
}

/** Every delivery of support under these plans, oldest first. */
export async function deliveriesOf(ctx: Ctx, planIds: readonly string[]) {
  if (planIds.length === 0) return [];
  return await ctx.db
    .selectFrom('support_delivery')
    .selectAll()
    .where('plan_id', 'in', planIds)
    .orderBy('delivered_on')
    .orderBy('id')
    .execute();
}
