import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { factChecks } from '../checks/queries.ts';
import { mayWrite } from '../policy.ts';
import type { CorrectionOutcome } from '../rules.ts';
import { lockReview } from './lock-review.ts';

/** Answers one point of the school: changed, or not changed and why. */
export async function replyToPoint(
  ctx: Ctx,
  reviewId: string,
  pointId: string,
  outcome: CorrectionOutcome,
  reply: string | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const point = (await factChecks(ctx, review.id)).flatMap((round) => round.points).find((one) => one.id === pointId);
    if (!point) throw new NotFound();
    if (outcome === 'not_changed' && reply === null)
      throw new Invalid([{ field: `reply-${pointId}`, message: 'Say why the text stays as it is' }]);
    await tx.db
      .updateTable('fact_point')
      .set({ outcome, reply, replied_at: ctx.now, replied_by: ctx.actor.personId })
      .where('id', '=', point.id)
      .execute();
    await tx.record({
      kind: 'annual-review.point-replied',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: `replied to point ${point.number} of the school: ${outcome === 'changed' ? 'changed' : 'not changed'}`,
      why: reply,
      detail: { point: point.body },
    });
  });
}
