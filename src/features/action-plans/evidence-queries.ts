import { sql } from 'kysely';
import { academicYearName, termInYear } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import '#core/evidence/tables.ts';
import '#core/organisations/tables.ts';
import { together } from '#platform/db/together.ts';
import { isWithheld } from './draft-queries.ts';
import { actionPlanPaths } from './paths.ts';
import { within } from './queries.ts';
import './tables.ts';

/** The termly reviews of plans that rest on these pieces of evidence, and the criteria that the pieces speak to, among the plans that the reader may open. */
export async function evidenceUsesInPlans(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const { scope } = within(ctx, 'plan:read');
  const wanted = new Set(evidenceIds);
  const { reviews, lines } = await together(ctx.db, {
    reviews: ctx.db
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
      .where(inScope(scope, 'action_plan.school_id'))
      .where(sql<boolean>`plan_review.evidence_ids && ${[...evidenceIds]}::uuid[]`),
    lines: ctx.db
      .selectFrom('evidence_line')
      .innerJoin('success_criterion', 'success_criterion.id', 'evidence_line.criterion_id')
      .innerJoin('action_plan', 'action_plan.id', 'success_criterion.plan_id')
      .innerJoin('school', 'school.id', 'action_plan.school_id')
      .select([
        'evidence_line.evidence_id',
        'success_criterion.plan_id',
        'success_criterion.what',
        'action_plan.academic_year',
        'school.name',
      ])
      .where(inScope(scope, 'action_plan.school_id'))
      .where('evidence_line.evidence_id', 'in', [...evidenceIds])
      // A plan that is still being written is told of to those who may read it.
      .where(sql<boolean>`not ${isWithheld(ctx, 'action_plan')}`),
  });
  return [
    ...lines.map(
      (row): EvidenceUse => ({
        evidenceId: row.evidence_id,
        kind: 'plan_line',
        label: `Action plan ${academicYearName(row.academic_year)} of ${row.name}: “${row.what}”`,
        href: actionPlanPaths.plan(row.plan_id),
      }),
    ),
    ...reviews.flatMap((row) =>
      row.evidence_ids
        .filter((id) => wanted.has(id))
        .map(
          (evidenceId): EvidenceUse => ({
            evidenceId,
            kind: 'plan_review',
            label: `Review of the action plan of ${row.name}, ${termInYear(row.term, row.academic_year)}`,
            href: actionPlanPaths.plan(row.plan_id),
          }),
        ),
    ),
  ];
}
