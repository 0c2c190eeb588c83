import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { findReview, type QaReview } from '../queries.ts';
import { reviewStates, reviewSteps, stateAfter } from '../rules.ts';
import type { ReviewStep } from '../tables.ts';
import '../tables.ts';

/** Locks a review of the reader's scope, so that two steps or changes cannot cross. */
export async function lockReview(ctx: Ctx, tx: Write, reviewId: string): Promise<QaReview> {
  const locked = await tx.db
    .selectFrom('qa_review')
    .select('id')
    .where('id', '=', reviewId)
    .where(inScope(ctx.scope, 'school_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new NotFound();
  return await findReview(ctx, reviewId);
}

/** Refuses a step that cannot be taken from where the review stands now, and one that undoes something without saying why. */
export function requireStep(review: QaReview, step: ReviewStep, why: string | null): void {
  if (stateAfter(review.state, step) === null)
    throw new Invalid([
      { field: '', message: `This cannot be done now. The review stands at: ${reviewStates[review.state].short}.` },
    ]);
  if (reviewSteps[step].needsReason && why === null)
    throw new Invalid([{ field: `why-${step}`, message: 'Say why, for those who read this later' }]);
}

/** Writes down that a step was taken; where a review stands is its newest step. */
export async function insertStep(
  ctx: Ctx,
  tx: Write,
  review: Pick<QaReview, 'id' | 'state'>,
  step: ReviewStep,
  why: string | null,
): Promise<void> {
  const state = step === 'prepared' ? 'preparing' : stateAfter(review.state, step);
  if (state === null) throw new Error(`The step ${step} does not follow from ${review.state}.`);
  const last = await tx.db
    .selectFrom('qa_review_step')
    .select('number')
    .where('review_id', '=', review.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  await tx.db
    .insertInto('qa_review_step')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      number: (last?.number ?? 0) + 1,
      step,
      state,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      why,
    })
    .execute();
}

/** An event about a review, for the trail. */
export async function recordOf(
  tx: Write,
  review: Pick<QaReview, 'id' | 'schoolId'>,
  what: string,
  summary: string,
  why: string | null = null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.record({
    kind: `review.${what}`,
    subjectType: 'qa_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary,
    why,
    detail,
  });
}
