import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import type { PlanRow } from '../content.ts';
import { loadFacts } from '../fact-queries.ts';
import { mayOpenPlan } from '../policy.ts';
import { basisNames, strongerBasis } from '../rules.ts';
import type { Basis } from '../tables.ts';
import { recordPlanEvent } from './change-plan.ts';

export type KeyIssue = { id: string; text: string; areaTitle: string | null };

async function planOfYear(tx: Write, schoolId: string, academicYear: number): Promise<PlanRow | undefined> {
  return await tx.db
    .selectFrom('action_plan')
    .selectAll()
    .where('school_id', '=', schoolId)
    .where('academic_year', '=', academicYear)
    .forUpdate()
    .executeTakeFirst();
}

async function insertPlan(
  ctx: Ctx,
  tx: Write,
  opening: { schoolId: string; academicYear: number; annualReviewId: string | null; basis: Basis; why: string | null },
): Promise<PlanRow> {
  const plan = await tx.db
    .insertInto('action_plan')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: opening.schoolId,
      academic_year: opening.academicYear,
      basis: opening.basis,
      basis_why: opening.why,
      annual_review_id: opening.annualReviewId,
      opened_by: ctx.actor.personId,
      opened_at: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordPlanEvent(tx, plan, {
    kind: 'plan.opened',
    summary: `opened the action plan ${academicYearName(plan.academic_year)}: ${basisNames[plan.basis].toLowerCase()}`,
    why: opening.why,
    detail: { basis: plan.basis, annualReviewId: plan.annual_review_id },
  });
  return plan;
}

/** Opens a plan by hand, for a school that has none for the year. */
export async function openPlanByHand(
  ctx: Ctx,
  opening: { schoolId: string; academicYear: number; basis: Basis; why: string | null },
): Promise<{ planId: string }> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayOpenPlan(ctx.actor, opening.schoolId, opening.basis));
    if (opening.basis !== 'school' && opening.why === null) {
      throw new Invalid([{ field: 'why', message: 'Enter why the plan is not the school’s own' }]);
    }
    if (await planOfYear(tx, opening.schoolId, opening.academicYear)) {
      throw new Invalid([
        { field: 'school', message: `This school already has a plan for ${academicYearName(opening.academicYear)}` },
      ]);
    }
    const plan = await insertPlan(ctx, tx, { ...opening, annualReviewId: null });
    return { planId: plan.id };
  });
}

/**
 * Opens the plan that a review sets off, inside the caller's write (who has authorised it), with the review's key issues. Where the school already
 * has a plan for the year, that plan takes the key issues and the stronger of the two bases, and its id is returned. Throws `Invalid` if that
 * plan is closed.
 */
export async function openPlan(
  ctx: Ctx,
  tx: Write,
  opening: {
    schoolId: string;
    academicYear: number;
    annualReviewId: string;
    basis: Basis;
    keyIssues: readonly KeyIssue[];
    why?: string;
  },
): Promise<{ planId: string }> {
  const existing = await planOfYear(tx, opening.schoolId, opening.academicYear);
  if (!existing) {
    const plan = await insertPlan(ctx, tx, { ...opening, why: opening.why ?? null });
    await linkKeyIssues(ctx, tx, plan.id, opening.annualReviewId, opening.keyIssues);
    return { planId: plan.id };
  }
  if ((await loadFacts(ctx, existing)).closure) {
    throw new Invalid([
      { field: '', message: `The school’s plan for ${academicYearName(opening.academicYear)} is closed.` },
    ]);
  }
  const basis = strongerBasis(existing.basis, opening.basis);
  if (basis !== existing.basis)
    await changePlanBasis(ctx, tx, existing.id, basis, opening.why ?? 'A key judgement of the annual review');
  if (existing.annual_review_id === null) {
    await tx.db
      .updateTable('action_plan')
      .set({ annual_review_id: opening.annualReviewId })
      .where('id', '=', existing.id)
      .execute();
  }
  await linkKeyIssues(ctx, tx, existing.id, opening.annualReviewId, opening.keyIssues);
  return { planId: existing.id };
}

async function lockForCaller(tx: Write, planId: string): Promise<PlanRow> {
  return await tx.db
    .selectFrom('action_plan')
    .selectAll()
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

const raiseVersion = (tx: Write, plan: PlanRow) =>
  tx.db
    .updateTable('action_plan')
    .set({ content_version: plan.content_version + 1 })
    .where('id', '=', plan.id)
    .execute();

/**
 * Puts the plan on another basis, inside the caller's write. What was signed no longer counts; every row of it stays.
 */
export async function changePlanBasis(ctx: Ctx, tx: Write, planId: string, basis: Basis, why: string): Promise<void> {
  const plan = await lockForCaller(tx, planId);
  if (plan.basis === basis) return;
  await tx.db
    .updateTable('action_plan')
    .set({ basis, basis_why: why, content_version: plan.content_version + 1, basis_version: plan.content_version + 1 })
    .where('id', '=', plan.id)
    .execute();
  await recordPlanEvent(tx, plan, {
    kind: 'plan.basis-changed',
    summary: `changed the plan from “${basisNames[plan.basis].toLowerCase()}” to “${basisNames[basis].toLowerCase()}”`,
    why,
    detail: { from: plan.basis, to: basis, by: ctx.actor.personId },
  });
}

/** Adds key issues of a review to a plan, inside the caller's write; those that it already carries are left as they are. Returns how many are new. */
export async function linkKeyIssues(
  ctx: Ctx,
  tx: Write,
  planId: string,
  annualReviewId: string,
  keyIssues: readonly KeyIssue[],
): Promise<number> {
  const plan = await lockForCaller(tx, planId);
  const stored = await tx.db
    .selectFrom('plan_issue')
    .select(['key_issue_id', 'position', 'removed_at'])
    .where('plan_id', '=', planId)
    .execute();
  const known = new Set(stored.filter((row) => row.removed_at === null).map((row) => row.key_issue_id));
  const fresh = keyIssues.filter((issue) => !known.has(issue.id));
  if (fresh.length === 0) return 0;
  const last = Math.max(0, ...stored.map((row) => row.position));
  await tx.db
    .insertInto('plan_issue')
    .values(
      fresh.map((issue, index) => ({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        position: last + index + 1,
        text: issue.text,
        area_title: issue.areaTitle,
        annual_review_id: annualReviewId,
        key_issue_id: issue.id,
        added_by: ctx.actor.personId,
        added_at: ctx.now,
      })),
    )
    .execute();
  await raiseVersion(tx, plan);
  const count = fresh.length === 1 ? 'a key issue' : `${fresh.length} key issues`;
  await recordPlanEvent(tx, plan, {
    kind: 'plan.issues-linked',
    summary: `brought ${count} from the annual review into the plan`,
    detail: { annualReviewId },
  });
  return fresh.length;
}

/** Closes a plan for a reason that lies outside it (the grade that set it off was changed), inside the caller's write. */
export async function closePlan(
  ctx: Ctx,
  tx: Write,
  planId: string,
  why: string,
  reviewId: string | null = null,
): Promise<void> {
  const plan = await lockForCaller(tx, planId);
  await tx.db
    .insertInto('plan_closure')
    .values({
      trust_id: plan.trust_id,
      plan_id: plan.id,
      review_id: reviewId,
      why,
      closed_at: ctx.now,
      closed_on: ctx.today,
      closed_by: ctx.actor.personId,
    })
    .execute();
  await recordPlanEvent(tx, plan, { kind: 'plan.closed', summary: 'closed the action plan', why });
}
