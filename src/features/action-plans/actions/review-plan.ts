import { termDates } from '#core/academic-year/queries.ts';
import { academicYearOf, termInYear } from '#core/academic-year/rules.ts';
import { coversSchool } from '#core/access/scope.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceByIds } from '#core/evidence/queries.ts';
import { Invalid } from '#platform/errors.ts';
import type { PlanRow } from '../content.ts';
import { standingContent } from '../content-queries.ts';
import { termOfReview } from '../deadline-rules.ts';
import { mayEndPlan, mayReviewPlan } from '../policy.ts';
import { loadRows } from '../row-queries.ts';
import { decisionNames, standingOf } from '../rules.ts';
import type { ReviewDecision, ReviewTerm } from '../tables.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';
import { closePlan } from './open-plan.ts';

export type ReviewValues = {
  overall: string;
  decision: ReviewDecision;
  reason: string;
  evidenceIds: readonly string[];
  /** What was said of each criterion, by its id. */
  lines: ReadonlyMap<string, string>;
};

export const lineField = (criterionId: string) => `line_${criterionId}`;

/** The term that a review held today belongs to. */
export async function currentReviewTerm(
  ctx: Ctx,
  schoolId: string,
): Promise<{ academicYear: number; term: ReviewTerm }> {
  const academicYear = academicYearOf(ctx.today);
  return { academicYear, term: termOfReview(await termDates(ctx, schoolId, academicYear), ctx.today) };
}

async function requireEvidence(ctx: Ctx, plan: PlanRow, ids: readonly string[]): Promise<void> {
  const found = await evidenceByIds(ctx, ids);
  const usable = ids.every((id) => found.get(id)?.school_id === plan.school_id && found.get(id)?.withdrawn_at === null);
  if (!usable || !coversSchool(ctx.scope, plan.school_id)) {
    throw new Invalid([{ field: 'evidence', message: 'Choose evidence of this school that has not been withdrawn' }]);
  }
}

async function addLines(ctx: Ctx, tx: Write, plan: PlanRow, reviewId: string, values: ReviewValues): Promise<void> {
  const rows = await loadRows(ctx, [plan.id]);
  const { criteria } = standingContent(rows, plan.id);
  const newest = new Map(rows.progress.map((row) => [row.criterion_id, row]));
  const errors = criteria.flatMap((row) => {
    const last = newest.get(row.id);
    const said = values.lines.get(row.id) ?? '';
    const behind = last === undefined || last.rag === 'red' || last.rag === 'amber';
    return behind && said === ''
      ? [{ field: lineField(row.id), message: `Enter what the review finds about “${row.what}”: it is not on track` }]
      : [];
  });
  if (errors.length > 0) throw new Invalid(errors);
  if (criteria.length === 0) return;
  await tx.db
    .insertInto('plan_review_line')
    .values(
      criteria.map((row) => ({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        review_id: reviewId,
        criterion_id: row.id,
        progress_id: newest.get(row.id)?.id ?? null,
        words: values.lines.get(row.id) || null,
      })),
    )
    .execute();
}

/** The termly review of a plan: every criterion with its newest progress, what it comes to, and a decision with its reason. */
export async function reviewPlan(ctx: Ctx, planId: string, values: ReviewValues): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayReviewPlan(ctx.actor, plan));
    const ends = values.decision === 'close' || values.decision === 'escalate';
    if (ends) tx.authorise(mayEndPlan(ctx.actor));
    const standing = standingOf(facts);
    refuseWhen(standing.running ? null : 'Only a plan that is agreed, in place or approved is reviewed.');
    const { academicYear, term } = await currentReviewTerm(ctx, plan.school_id);
    const held = await tx.db
      .selectFrom('plan_review')
      .select('id')
      .where('plan_id', '=', plan.id)
      .where('academic_year', '=', academicYear)
      .where('term', '=', term)
      .executeTakeFirst();
    refuseWhen(held ? `The review of the ${termInYear(term, academicYear)} is already recorded.` : null);
    await requireEvidence(ctx, plan, values.evidenceIds);
    const review = await tx.db
      .insertInto('plan_review')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        academic_year: academicYear,
        term,
        reviewed_on: ctx.today,
        overall: values.overall,
        decision: values.decision,
        reason: values.reason,
        evidence_ids: [...values.evidenceIds],
        recorded_at: ctx.now,
        recorded_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await addLines(ctx, tx, plan, review.id, values);
    await recordPlanEvent(tx, plan, {
      kind: 'plan.reviewed',
      summary: `reviewed the plan in the ${termInYear(term, academicYear)}: ${decisionNames[values.decision].toLowerCase()}`,
      why: values.reason,
      detail: { reviewId: review.id, decision: values.decision },
    });
    if (values.decision === 'close') await closePlan(ctx, tx, plan.id, values.reason, review.id);
  });
}
