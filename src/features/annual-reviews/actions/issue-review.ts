import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { blockersOf } from '../blocker-rules.ts';
import { loadContent } from '../content/queries.ts';
import { loadFacts } from '../content/review-facts.ts';
import { maySign } from '../policy.ts';
import { afterIssue } from './after-issue.ts';
import { addStep, lockReview, requireStep } from './lock-review.ts';
import { publishIssue } from './publish-issue.ts';

/** Issues the signed review to trustees and the local governing body: frozen, with its hash, and with whatever its grades set off. */
export async function issueReview(ctx: Ctx, reviewId: string): Promise<{ issueId: string }> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(maySign(ctx.actor, review));
    requireStep(review, 'issued');
    const content = await loadContent(ctx, review);
    const { facts } = await loadFacts(ctx, content);
    const blockers = blockersOf('issued', facts);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    const issue = await publishIssue(ctx, tx, content, null);
    await addStep(ctx, tx, review, 'issued', null, { issue: issue.number, sha256: issue.sha256 });
    await afterIssue(ctx, tx, {
      reviewId: review.id,
      schoolId: review.schoolId,
      academicYear: review.academicYear,
      frameworkFamily: content.framework.family,
      judgements: issue.judgements,
      keyIssues: issue.keyIssues,
    });
    return { issueId: issue.id };
  });
}
