import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { issuesOf } from '../issues/queries.ts';
import { maySign } from '../policy.ts';
import { afterChange } from './after-issue.ts';
import { addStep, lockReview, requireStep } from './lock-review.ts';

/** Withdraws an issued review for a reason. What was issued can still be read, marked as withdrawn; its grades no longer count. */
export async function withdrawReview(ctx: Ctx, reviewId: string, why: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(maySign(ctx.actor, review));
    requireStep(review, 'withdrawn');
    if (why === null) throw new Invalid([{ field: 'why-withdrawn', message: 'Say why the review is withdrawn' }]);
    const [issue] = await issuesOf(ctx, review.id);
    await tx.db
      .updateTable('review_issue')
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawn_why: why })
      .where('review_id', '=', review.id)
      .where('withdrawn_at', 'is', null)
      .execute();
    await addStep(ctx, tx, review, 'withdrawn', why);
    const framework = await findFramework(ctx, review.frameworkId);
    await afterChange(
      ctx,
      tx,
      {
        reviewId: review.id,
        schoolId: review.schoolId,
        academicYear: review.academicYear,
        frameworkFamily: framework.family,
        judgements: [],
        keyIssues: issue?.key_issues ?? [],
      },
      issue?.judgements ?? [],
      why,
    );
  });
}
