import { sql } from 'kysely';
import { termInYear } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import '#core/organisations/tables.ts';
import { actionPlanPaths } from './paths.ts';
import { within } from './queries.ts';
import './tables.ts';

/** The termly reviews of plans that rest on these pieces of evidence, among the plans that the reader may open. */
export async function evidenceUsesInPlans(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const wanted = new Set(evidenceIds);
  const rows = await ctx.db
    .selectFrom('plan_review')
    .innerJoin('action_plan', 'action_plan.id', 'plan_review.plan_id')
    .innerJoin('school', 'school.id', 'action_plan.school_id')
    .select([
      'plan_review.plan_id',
      'plan_review.term',
      'plan_review.academic_year',
      'plan_review.evidence_ids',
      'school.name',
    ])
    .where(inScope(within(ctx, 'plan:read').scope, 'action_plan.school_id'))
    .where(sql<boolean>`plan_review.evidence_ids && ${[...evidenceIds]}::uuid[]`)
    .execute();
  return rows.flatMap((row) =>
    row.evidence_ids
      .filter((id) => wanted.has(id))
      .map((evidenceId) => ({
        evidenceId,
        label: `Review of the action plan of ${row.name}, ${termInYear(row.term, row.academic_year)}`,
        href: actionPlanPaths.plan(row.plan_id),
      })),
  );
}
