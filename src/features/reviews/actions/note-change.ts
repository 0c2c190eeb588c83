import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { shortDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import type { QaReview } from '../queries.ts';
import { insertStep, recordOf } from './lock-review.ts';
import { tellAll } from './tell-people.ts';

/**
 * Writes down a change of the plan of a review: an event, and once the school has the page, what was changed and why, on that page, with a notice to everybody
 * whom it concerns. `named` are the people of the school whose part of the timetable is touched. `what` is a sentence without its subject, in the past.
 */
export async function noteChange(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  change: { kind: string; what: string; why: string | null; named?: readonly string[] },
): Promise<void> {
  await recordOf(tx, review, change.kind, `${change.what} in the review “${review.title}”`, change.why);
  if (review.state !== 'shared') return;
  if (change.why === null)
    throw new Invalid([{ field: 'changeWhy', message: 'The school has this page already. Say why it is changed' }]);
  await tx.db
    .insertInto('qa_review_change')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      changed_at: ctx.now,
      changed_by: ctx.actor.personId,
      what: change.what,
      why: change.why,
    })
    .execute();
  await insertStep(ctx, tx, review, 'shared_again', change.why);
  const of = `the review “${review.title}” at ${review.schoolName}, from ${shortDate(review.startsOn)}`;
  await tellAll(
    ctx,
    tx,
    review,
    { subject: `Changed: ${review.title}`, body: `Something was changed in ${of}. The page says what and why.` },
    change.named ?? [],
    {
      subject: `Your part in a review has changed: ${review.title}`,
      body: `The time or the plan of your part in ${of} has changed.`,
    },
  );
}
