import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { Invalid } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { issuesOf } from '../issues/queries.ts';
import { maySign } from '../policy.ts';
import { afterChange } from './after-issue.ts';
import { addStep, lockReview, requireStep } from './lock-review.ts';
import { moveAnchors } from './move-anchors.ts';
import { publishIssue } from './publish-issue.ts';

/**
 * Changes one grade of an issued review, for a reason, and its reasons where they no longer fit. Sends out a new issue; the earlier one stays as it was
 * frozen. New sentences need evidence as ever, and that is work for the authors: the review is then withdrawn and reopened instead.
 */
export async function changeGrade(
  ctx: Ctx,
  reviewId: string,
  input: { areaCode: string; gradeCode: string; reasons: string; why: string },
): Promise<{ issueId: string }> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(maySign(ctx.actor, review));
    requireStep(review, 'changed');
    const before = await loadContent(ctx, review);
    const judgement = before.judgements.find((it) => it.area.code === input.areaCode);
    if (!judgement) throw new Invalid([{ field: 'areaCode', message: 'Choose the judgement to change' }]);
    const grade = gradesFor(before.framework, judgement.area).find((one) => one.code === input.gradeCode);
    if (!grade) throw new Invalid([{ field: 'gradeCode', message: 'Choose the new grade' }]);
    if (grade.code === judgement.grade?.code)
      throw new Invalid([
        { field: 'gradeCode', message: `${judgement.area.title} is already graded ${gradeLabel(grade)}` },
      ]);
    if (input.reasons === '') throw new Invalid([{ field: 'reasons', message: 'Enter the reasons for the new grade' }]);
    await tx.db
      .updateTable('judgement')
      .set((eb) => ({
        grade_code: grade.code,
        reasons: input.reasons,
        revision: eb('revision', '+', 1),
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
      }))
      .where('id', '=', judgement.id)
      .execute();
    await moveAnchors(tx, review.id, judgement.part, judgement.reasons, input.reasons);
    const content = await loadContent(ctx, review);
    if (content.claims.some((claim) => claim.state === 'unsupported')) {
      throw new Invalid([
        {
          field: 'reasons',
          message:
            'These reasons say something new without evidence. Keep to what is supported, or withdraw and reopen the review so that its authors can support it',
        },
      ]);
    }
    const from = judgement.grade ? gradeLabel(judgement.grade) : 'no grade';
    const what = `${judgement.area.title}: from ${from} to ${gradeLabel(grade)}. ${input.why}`;
    const [earlier] = await issuesOf(ctx, review.id);
    const issue = await publishIssue(ctx, tx, content, what);
    await addStep(ctx, tx, review, 'changed', input.why, {
      area: judgement.area.code,
      from,
      to: gradeLabel(grade),
      issue: issue.number,
      sha256: issue.sha256,
    });
    await afterChange(
      ctx,
      tx,
      {
        reviewId: review.id,
        schoolId: review.schoolId,
        academicYear: review.academicYear,
        frameworkFamily: content.framework.family,
        judgements: issue.judgements,
        keyIssues: issue.keyIssues,
      },
      earlier?.judgements ?? [],
      input.why,
    );
    return { issueId: issue.id };
  });
}
