import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { changePlanBasis, type KeyIssue, linkKeyIssues, openPlan } from '#features/action-plans/index.ts';
import type { PlanNow } from '../plan-now.ts';
import type { Response } from '../rules.ts';

type Review = {
  reviewId: string;
  schoolId: string;
  academicYear: number;
  keyIssues: readonly { id: string; text: string; areaTitle?: string | null }[];
};

type Demand = {
  /** The plan of the school and year as it stands; null where none has been opened. */
  plan: PlanNow | null;
  response: Response | null;
  strengthens: boolean;
  /** What the review's intervention asked for until now; null where it had set off none. */
  restedOn: Response | null;
  why: string;
};

/**
 * Brings the school's action plan of the year to what a review asks for, inside the caller's write, and returns its id. A plan that has been closed stays as
 * it is: it must not keep a review from being issued. A basis that people have chosen meanwhile is left alone unless the review asks for more.
 */
export async function answerWithPlan(ctx: Ctx, tx: Write, review: Review, demand: Demand): Promise<string> {
  const { plan, response, restedOn, why } = demand;
  const keyIssues: KeyIssue[] = review.keyIssues.map(({ id, text, areaTitle }) => ({
    id,
    text,
    areaTitle: areaTitle ?? null,
  }));
  if (plan?.closed) return plan.planId;
  const asksForLess = restedOn !== null && response !== restedOn && response !== 'imposed';
  if (plan !== null && asksForLess && plan.basis === restedOn)
    await changePlanBasis(ctx, tx, plan.planId, response ?? 'school', why);
  if (plan !== null && restedOn !== null && !demand.strengthens) {
    await linkKeyIssues(ctx, tx, plan.planId, review.reviewId, keyIssues);
    return plan.planId;
  }
  const opened = await openPlan(ctx, tx, {
    schoolId: review.schoolId,
    academicYear: review.academicYear,
    annualReviewId: review.reviewId,
    basis: response ?? 'school',
    keyIssues,
    ...(response === null ? {} : { why }),
  });
  return opened.planId;
}

/** Says in the plan's own trail that the review it came from no longer stands. */
export async function noteOnPlan(tx: Write, planId: string, schoolId: string, why: string): Promise<void> {
  await tx.record({
    kind: 'plan.review-withdrawn',
    subjectType: 'action_plan',
    subjectId: planId,
    schoolId,
    summary: 'withdrew the review that the action plan came from; the plan stays as it is',
    why,
  });
}
