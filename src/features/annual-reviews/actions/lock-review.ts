import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { findReview, type Review } from '../queries.ts';
import { reviewStates, reviewSteps, type StepName, stateAfter } from '../rules.ts';

/** Locks a review of the reader's scope, so that two steps or saves cannot cross. */
export async function lockReview(ctx: Ctx, tx: Write, reviewId: string): Promise<Review> {
  const locked = await tx.db
    .selectFrom('annual_review')
    .select('id')
    .where('id', '=', reviewId)
    .where(inScope(ctx.scope, 'school_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new NotFound();
  return await findReview(ctx, reviewId);
}

/** Refuses a step that cannot be taken from where the review stands now. */
export function requireStep(review: Review, step: StepName): void {
  if (stateAfter(review.state, step) !== null) return;
  throw new Invalid([
    {
      field: '',
      message: `This cannot be done now. The review stands at: ${reviewStates[review.state].words.toLowerCase()}.`,
    },
  ]);
}

/** Records that a step was taken: the row that says where the review stands, and the trail. */
export async function addStep(
  ctx: Ctx,
  tx: Write,
  review: Review,
  step: StepName,
  why: string | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const state = stateAfter(review.state, step);
  if (state === null) throw new Error(`The step ${step} does not follow from ${review.state}.`);
  const last = await tx.db
    .selectFrom('review_step')
    .select('number')
    .where('review_id', '=', review.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('review_step')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      number: last.number + 1,
      step,
      state,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      why,
    })
    .execute();
  await tx.record({
    kind: `annual-review.${step.replaceAll('_', '-')}`,
    subjectType: 'annual_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary: reviewSteps[step].summary,
    why,
    detail,
  });
}
