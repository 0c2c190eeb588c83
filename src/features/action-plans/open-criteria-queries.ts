import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { within } from './queries.ts';
import './tables.ts';

/** The criteria of these plans that stand in them today and are not reached yet, each with its objective, in the order of its plan: one query, however many plans. */
export async function openCriteria(ctx: Ctx, planIds: readonly string[]) {
  if (planIds.length === 0) return [];
  const narrowed = within(ctx, 'plan:read');
  return await narrowed.db
    .selectFrom('success_criterion as c')
    .innerJoin('plan_objective as o', 'o.id', 'c.objective_id')
    .innerJoin('plan_issue as i', 'i.id', 'o.issue_id')
    .innerJoin('action_plan as p', 'p.id', 'c.plan_id')
    .select(['c.id', 'c.plan_id', 'c.what', 'o.text as objective'])
    .where(inScope(narrowed.scope, 'p.school_id'))
    .where('c.plan_id', 'in', [...planIds])
    .where('c.removed_at', 'is', null)
    .where('o.removed_at', 'is', null)
    .where('i.removed_at', 'is', null)
    .where(
      sql<boolean>`(select g.rag from criterion_progress g where g.criterion_id = c.id
        order by g.noted_on desc, g.recorded_at desc, g.id desc limit 1) is distinct from 'blue'`,
    )
    .orderBy('c.position')
    .orderBy('c.id')
    .execute();
}
