import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayConfirm, sideOf } from '../policy.ts';
import { findDataReview } from '../queries.ts';

/** Says for one's side that the record is right, or what one sees differently. */
export async function confirmRecord(
  ctx: Ctx,
  id: string,
  confirmation: { agrees: boolean; words: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('data_review').select('id').where('id', '=', id).forUpdate().execute();
    const review = await findDataReview(ctx, id);
    tx.authorise(mayConfirm(ctx.actor, review.school_id));
    requireRevision(review.revision, confirmation.revision);
    if (review.held_on === null)
      throw new Invalid([{ field: 'agrees', message: 'The meeting has not been recorded yet' }]);
    if (!confirmation.agrees && confirmation.words === '')
      throw new Invalid([{ field: 'words', message: 'Say what you see differently' }]);
    const side = sideOf(ctx.actor, review.school_id) ?? 'school';
    await tx.db
      .insertInto('data_review_confirmation')
      .values({
        trust_id: ctx.actor.trustId,
        data_review_id: id,
        side,
        of_revision: review.revision,
        agrees: confirmation.agrees,
        words: confirmation.words,
        confirmed_at: ctx.now,
        confirmed_by: ctx.actor.personId,
      })
      .execute();
    await tx.record({
      kind: confirmation.agrees ? 'data-review.confirmed' : 'data-review.disputed',
      subjectType: 'data_review',
      subjectId: id,
      schoolId: review.school_id,
      summary: confirmation.agrees
        ? `confirmed the record for the ${side}`
        : `sees the record differently, for the ${side}`,
      why: confirmation.words || null,
    });
  });
}
