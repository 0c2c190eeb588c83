import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { mayComment } from '../policy.ts';
import { lockReview } from './lock-review.ts';

/** Leaves a comment on a part of the draft for the team. */
export async function addComment(ctx: Ctx, reviewId: string, part: string, body: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayComment(ctx.actor, review));
    await tx.db
      .insertInto('review_comment')
      .values({
        trust_id: ctx.actor.trustId,
        review_id: review.id,
        part,
        body,
        written_at: ctx.now,
        written_by: ctx.actor.personId,
        resolved_at: null,
        resolved_by: null,
      })
      .execute();
    await tx.record({
      kind: 'annual-review.commented',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: 'commented on the draft of the annual review',
      detail: { part },
    });
  });
}

/** Settles a comment; it stays to be read. */
export async function resolveComment(ctx: Ctx, reviewId: string, commentId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayComment(ctx.actor, review));
    const settled = await tx.db
      .updateTable('review_comment')
      .set({ resolved_at: ctx.now, resolved_by: ctx.actor.personId })
      .where('id', '=', commentId)
      .where('review_id', '=', review.id)
      .returning('part')
      .executeTakeFirst();
    if (!settled) throw new NotFound();
    await tx.record({
      kind: 'annual-review.comment-settled',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: 'settled a comment on the annual review',
      detail: settled,
    });
  });
}
