import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { changePlanBasis, type KeyIssue, openPlan } from '#features/action-plans/index.ts';
import { adoptedRuleSet, rulesOf } from '../queries.ts';
import { changeBecomes, evaluateRules, type Judged, type Outcome, type Response, responseWords } from '../rules.ts';
import type { InterventionStep, Occasion } from '../tables.ts';
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

const planIssues = (issues: IssuedReviewForResponse['keyIssues']): KeyIssue[] =>
  issues.map(({ id, text, areaTitle }) => ({ id, text, areaTitle: areaTitle ?? null }));

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

async function addStep(
  ctx: Ctx,
  tx: Write,
  row: { id: string; schoolId: string },
  step: InterventionStep,
  why: string,
  becomes: string,
): Promise<void> {
  await tx.db
    .insertInto('intervention_step')
    .values({
      trust_id: ctx.actor.trustId,
      intervention_id: row.id,
      step,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      why,
      becomes,
    })
    .execute();
  const said = {
    opened: 'opened',
    strengthened: 'strengthened',
    eased: 'eased',
    withdrawn: 'withdrew',
    closed: 'closed',
    reopened: 'opened again',
  }[step];
  await tx.record({
    kind: `intervention.${step}`,
    subjectType: 'intervention',
    subjectId: row.id,
    schoolId: row.schoolId,
    summary: `${said} the intervention`,
    why,
    detail: { becomes },
  });
}

const causeInWords = (outcome: Outcome): string =>
  outcome.causes.map(({ judgement }) => `${judgement.areaTitle}: ${judgement.gradeLabel}`).join('; ') ||
  'No judgement fired a rule';

async function openIntervention(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
  outcome: Outcome,
  response: Response,
  planId: string,
): Promise<string> {
  const row = await tx.db
    .insertInto('intervention')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: review.schoolId,
      review_id: review.reviewId,
      academic_year: review.academicYear,
      plan_id: planId,
      response,
      may_lead: outcome.mayLead,
      cause: JSON.stringify(outcome.causes),
      opened_at: ctx.now,
      opened_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addStep(
    ctx,
    tx,
    { id: row.id, schoolId: review.schoolId },
    'opened',
    causeInWords(outcome),
    responseWords[response],
  );
  return row.id;
}

/**
 * Called inside the write that issues a review: opens the school's action plan of the year on the basis that the rules demand and, where a rule fires, the
 * intervention. Told of the same review twice, it opens nothing twice.
 */
export async function respondToIssuedReview(
  ctx: Ctx,
  tx: Write,
  review: IssuedReviewForResponse,
): Promise<{ interventionId: string | null; planId: string }> {
  const outcome = await assess(ctx, tx, review, 'issued', null);
  const { planId } = await openPlan(ctx, tx, {
    schoolId: review.schoolId,
    academicYear: review.academicYear,
    annualReviewId: review.reviewId,
    basis: outcome.response ?? 'school',
    keyIssues: planIssues(review.keyIssues),
    ...(outcome.response ? { why: causeInWords(outcome) } : {}),
  });
  const known = await tx.db
    .selectFrom('intervention')
    .select('id')
    .where('review_id', '=', review.reviewId)
    .executeTakeFirst();
  if (known || !outcome.response) return { interventionId: known?.id ?? null, planId };
  return { interventionId: await openIntervention(ctx, tx, review, outcome, outcome.response, planId), planId };
}

/** Called inside the write that changes a grade of an issued review or withdraws it: what becomes of intervention and plan is kept in words. */
export async function respondToChangedReview(ctx: Ctx, tx: Write, review: ChangedReviewForResponse): Promise<void> {
  const known = await tx.db
    .selectFrom('intervention')
    .select(['id', 'response', 'plan_id', 'revision'])
    .where('review_id', '=', review.reviewId)
    .forUpdate()
    .executeTakeFirst();
  const outcome = await assess(ctx, tx, review, review.withdrawn ? 'withdrawn' : 'changed', review.why);
  const lastStep = known
    ? await tx.db
        .selectFrom('intervention_step')
        .select('step')
        .where('intervention_id', '=', known.id)
        .orderBy('taken_at', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined;
  const before = known && lastStep?.step !== 'withdrawn' && lastStep?.step !== 'closed' ? known.response : null;
  const change = changeBecomes(before, review.withdrawn ? null : outcome.response, review.withdrawn);
  if (review.withdrawn) {
    if (known && before)
      await addStep(ctx, tx, { id: known.id, schoolId: review.schoolId }, 'withdrawn', review.why, change.becomes);
    return;
  }
  const basis = outcome.response ?? 'school';
  const { planId } = await openPlan(ctx, tx, {
    schoolId: review.schoolId,
    academicYear: review.academicYear,
    annualReviewId: review.reviewId,
    basis,
    keyIssues: planIssues(review.keyIssues),
    why: review.why,
  });
  // Opening takes the stronger of two bases; an eased one has to be set.
  if (change.step === 'eased') await changePlanBasis(ctx, tx, planId, basis, review.why);
  if (!known) {
    if (outcome.response) await openIntervention(ctx, tx, review, outcome, outcome.response, planId);
    return;
  }
  await tx.db
    .updateTable('intervention')
    .set({
      response: outcome.response ?? known.response,
      may_lead: outcome.mayLead,
      cause: JSON.stringify(outcome.causes),
      revision: known.revision + 1,
    })
    .where('id', '=', known.id)
    .execute();
  const row = { id: known.id, schoolId: review.schoolId };
  if (change.step === 'unchanged' || change.step === 'none') return;
  if (outcome.response === null) await addStep(ctx, tx, row, 'closed', review.why, change.becomes);
  else await addStep(ctx, tx, row, change.step === 'opened' ? 'reopened' : change.step, review.why, change.becomes);
}
