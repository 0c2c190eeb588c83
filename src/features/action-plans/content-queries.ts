import type { Ctx } from '#core/context.ts';
import type { PlanContent } from './content.ts';
import { loadRows, type PlanRows } from './row-queries.ts';

/** What one plan says now: without the parts taken out, and without what hung on them. */
export function standingContent(parts: PlanRows, planId: string): PlanContent {
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

/** What one plan says now. The caller has read it inside the reader’s scope. */
export async function contentOf(ctx: Ctx, planId: string): Promise<PlanContent> {
  return standingContent(await loadRows(ctx, [planId]), planId);
}
