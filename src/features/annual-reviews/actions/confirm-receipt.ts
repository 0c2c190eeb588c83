import { hasRole } from '#core/access/actor.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { issuesOf } from '../issues/queries.ts';
import { mayReceive } from '../policy.ts';
import { lockReview } from './lock-review.ts';

/** A trustee or governor confirms having received the newest issue. Confirming twice changes nothing. */
export async function confirmReceipt(ctx: Ctx, reviewId: string, issueId: string): Promise<void> {
  const known = await ctx.db
    .selectFrom('review_receipt')
    .select('id')
    .where('issue_id', '=', issueId)
    .where('person_id', '=', ctx.actor.personId)
    .executeTakeFirst();
  if (known) return;
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayReceive(ctx.actor, review));
    const [newest] = await issuesOf(ctx, review.id);
    if (newest?.id !== issueId)
      throw new NotFound('A newer issue of this review has been sent out. Open it from your home page.');
    const receivedAs = hasRole(ctx.actor, 'trustee') ? 'trustee' : 'lgb_member';
    await tx.db
      .insertInto('review_receipt')
      .values({
        trust_id: ctx.actor.trustId,
        issue_id: issueId,
        person_id: ctx.actor.personId,
        received_as: receivedAs,
        received_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx.record({
      kind: 'annual-review.received',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: `confirmed receipt of the annual review${newest.number > 1 ? `, issue ${newest.number}` : ''}`,
    });
  });
}
