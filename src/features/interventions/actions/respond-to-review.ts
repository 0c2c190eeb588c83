import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Becoming, type Before, whatBecomes } from '../becoming-rules.ts';
import { leaderships } from '../leadership-queries.ts';
import { isLed } from '../leadership-rules.ts';
import { type PlanNow, planNow } from '../plan-now.ts';
import { type Intervention, interventionOfReview, isOpen } from '../queries.ts';
import { adoptedRuleSet, lastAssessment, rulesOf } from '../rule-queries.ts';
import { causeInWords, evaluateRules, type Judged, type Outcome, type Response } from '../rules.ts';
import type { Occasion } from '../tables.ts';
import { answerWithPlan, noteOnPlan } from './answer-with-plan.ts';
import { recordStep } from './record-step.ts';
import { shipRules } from './ship-rules.ts';

export type IssuedReviewForResponse = {
  reviewId: string;
  schoolId: string;
  academicYear: number;
  frameworkFamily: string;
  judgements: readonly Judged[];
  keyIssues: readonly { id: string; text: string; areaTitle?: string | null }[];
};

export type ChangedReviewForResponse = IssuedReviewForResponse & {
  previousJudgements: readonly Judged[];
  why: string;
  withdrawn: boolean;
};

type Situation = {
  known: Intervention | null;
  plan: PlanNow | null;
  before: Before;
  firedBefore: string;
};

/** How things stand before the review says something new. */
async function situationOf(
  ctx: Ctx,
  review: { reviewId: string; schoolId: string; academicYear: number },
): Promise<Situation> {
  const known = await interventionOfReview(ctx, review.reviewId);
  const last = await lastAssessment(ctx, review.reviewId);
  const plan = await planNow(ctx, review.schoolId, review.academicYear);
  const everywhere: Ctx = { ...ctx, scope: { trustId: ctx.actor.trustId, schools: 'all' } };
  const led = known
    ? (await leaderships(everywhere, { interventionId: known.id })).filter((it) => isLed(it.state))
    : [];
  return {
    known,
    plan,
    firedBefore: causeInWords(last?.fired ?? []),
    before: {
      response: last === null || last.occasion === 'withdrawn' ? null : last.response,
      intervention: known === null ? null : isOpen(known) ? 'open' : 'ended',
      planClosed: plan?.closed ?? false,
      planChosen: plan !== null && known !== null && plan.basis !== known.response,
      led: led.map((it) => it.aspect),
    },
  };
}

async function assess(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
  occasion: Occasion,
  why: string | null,
): Promise<Outcome> {
  // A trust that was set up before the rules were shipped receives them with its first review.
  const set = (await adoptedRuleSet(ctx)) ?? (await shipRules(ctx, tx));
  const outcome = evaluateRules(await rulesOf(ctx, set.id), review.frameworkFamily, review.judgements);
  await tx.db
    .insertInto('intervention_assessment')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: review.schoolId,
      review_id: review.reviewId,
      academic_year: review.academicYear,
      occasion,
      framework_family: review.frameworkFamily,
      judgements: JSON.stringify(review.judgements),
      rule_set_id: set.id,
      response: outcome.response,
      fired: JSON.stringify(outcome.causes),
      why,
      assessed_at: ctx.now,
      assessed_by: ctx.actor.personId,
    })
    .execute();
  return outcome;
}

async function openIntervention(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
  asked: { response: Response; outcome: Outcome; planId: string; why: string; becomes: string },
): Promise<string> {
  const row = await tx.db
    .insertInto('intervention')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: review.schoolId,
      review_id: review.reviewId,
      academic_year: review.academicYear,
      plan_id: asked.planId,
      response: asked.response,
      may_lead: asked.outcome.mayLead,
      cause: JSON.stringify(asked.outcome.causes),
      opened_at: ctx.now,
      opened_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordStep(ctx, tx, { id: row.id, schoolId: review.schoolId }, 'opened', asked.why, asked.becomes);
  return row.id;
}

/** Keeps what the intervention rests on now; where nothing asks for it any more, what it rested on stays readable. */
async function updateIntervention(
  ctx: Ctx,
  tx: Write,
  { known, firedBefore }: Situation & { known: Intervention },
  outcome: Outcome,
  change: Becoming,
  why: string,
): Promise<void> {
  if (outcome.response !== null) {
    await tx.db
      .updateTable('intervention')
      .set((eb) => ({
        response: outcome.response ?? known.response,
        may_lead: outcome.mayLead,
        cause: JSON.stringify(outcome.causes),
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', known.id)
      .execute();
  }
  const cause = causeInWords(outcome.causes);
  const row = { id: known.id, schoolId: known.school_id };
  if (change.step !== null && change.step !== 'opened')
    await recordStep(ctx, tx, row, change.step, why, change.becomes);
  else if (isOpen(known) && cause !== firedBefore)
    await recordStep(ctx, tx, row, 'cause_changed', why, `It now rests on ${cause}. ${change.becomes}`);
}

async function respond(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
  occasion: 'issued' | 'changed',
  why: string | null,
): Promise<{ interventionId: string | null; planId: string }> {
  const situation = await situationOf(ctx, review);
  const outcome = await assess(ctx, tx, review, occasion, why);
  const change = whatBecomes(situation.before, outcome.response, false);
  const reason = why ?? (causeInWords(outcome.causes) || 'The review was issued');
  const planId = await answerWithPlan(ctx, tx, review, {
    plan: situation.plan,
    response: outcome.response,
    strengthens: change.step === 'opened' || change.step === 'reopened' || change.step === 'strengthened',
    restedOn: situation.known?.response ?? null,
    why: reason,
  });
  const { known } = situation;
  if (known) {
    await updateIntervention(ctx, tx, { ...situation, known }, outcome, change, reason);
    return { interventionId: known.id, planId };
  }
  if (outcome.response === null) return { interventionId: null, planId };
  const asked = { response: outcome.response, outcome, planId, why: reason, becomes: change.becomes };
  return { interventionId: await openIntervention(ctx, tx, review, asked), planId };
}

/**
 * Called inside the write that issues a review: opens or updates the school's action plan of the year on the basis that the rules demand and, where a
 * rule fires, the intervention. Told of the same review twice, it opens nothing twice.
 */
export async function respondToIssuedReview(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
): Promise<{ interventionId: string | null; planId: string }> {
  return await respond(ctx, tx, review, 'issued', null);
}

/** Called inside the write that changes a grade of an issued review or withdraws it: what becomes of intervention and plan is kept in words. */
export async function respondToChangedReview(ctx: Ctx, tx: Write, review: ChangedReviewForResponse): Promise<void> {
  if (!review.withdrawn) {
    await respond(ctx, tx, review, 'changed', review.why);
    return;
  }
  const { known, plan, before } = await situationOf(ctx, review);
  await assess(ctx, tx, { ...review, judgements: [] }, 'withdrawn', review.why);
  const change = whatBecomes(before, null, true);
  if (known && change.step === 'withdrawn')
    await recordStep(ctx, tx, { id: known.id, schoolId: known.school_id }, 'withdrawn', review.why, change.becomes);
  if (plan) await noteOnPlan(tx, plan.planId, review.schoolId, review.why);
}

type Previewed = Pick<IssuedReviewForResponse, 'reviewId' | 'schoolId' | 'academicYear' | 'frameworkFamily'>;

/**
 * What would become of intervention and plan if the review's grades were these, for each of several sets of judgements; null: if it were withdrawn. For the
 * page on which somebody is about to do so. Changes nothing.
 */
export async function previewChanges(
  ctx: Ctx,
  review: Previewed,
  variants: readonly (readonly Judged[] | null)[],
): Promise<Becoming[]> {
  const { before } = await situationOf(ctx, review);
  const set = await adoptedRuleSet(ctx);
  const rules = set ? await rulesOf(ctx, set.id) : [];
  return variants.map((judgements) => {
    const response = judgements && evaluateRules(rules, review.frameworkFamily, judgements).response;
    return whatBecomes(before, response, judgements === null);
  });
}

/** The same for one set of judgements, or for a withdrawal. */
export async function previewChange(
  ctx: Ctx,
  review: Previewed & { judgements: readonly Judged[]; withdrawn: boolean },
): Promise<Becoming> {
  const [becoming] = await previewChanges(ctx, review, [review.withdrawn ? null : review.judgements]);
  return becoming ?? { step: null, becomes: '' };
}
