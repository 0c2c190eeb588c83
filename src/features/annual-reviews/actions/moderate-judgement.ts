import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { mayModerate } from '../policy.ts';
import { lockReview } from './lock-review.ts';

/** Agrees the authors' grade of one judgement, or asks for another with a reason. The moderated grade is kept beside the authors'. */
export async function moderateJudgement(
  ctx: Ctx,
  reviewId: string,
  judgementId: string,
  input: { moderatedCode: string; reason: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayModerate(ctx.actor, review));
    const content = await loadContent(ctx, review);
    const judgement = content.judgements.find((one) => one.id === judgementId);
    if (!judgement) throw new NotFound();
    const authors = judgement.grade;
    const moderated = gradesFor(content.framework, judgement.area).find((grade) => grade.code === input.moderatedCode);
    if (!authors || !moderated)
      throw new Invalid([{ field: `grade-${judgementId}`, message: 'Choose the grade that you would give' }]);
    const agrees = authors.code === moderated.code;
    if (!agrees && input.reason === null)
      throw new Invalid([
        {
          field: `reason-${judgementId}`,
          message: `Say why you would give ${gradeLabel(moderated)} for ${judgement.area.title}`,
        },
      ]);
    const decided = {
      decision: agrees ? ('agrees' as const) : ('asks_change' as const),
      author_grade_code: authors.code,
      moderated_grade_code: moderated.code,
      reason: input.reason,
      decided_at: ctx.now,
      decided_by: ctx.actor.personId,
    };
    await tx.db
      .insertInto('judgement_moderation')
      .values({ trust_id: ctx.actor.trustId, judgement_id: judgement.id, round: content.moderationRound, ...decided })
      .onConflict((conflict) => conflict.columns(['judgement_id', 'round']).doUpdateSet(decided))
      .execute();
    const said = agrees
      ? `agreed ${gradeLabel(authors)}`
      : `asked for ${gradeLabel(moderated)} instead of ${gradeLabel(authors)}`;
    await tx.record({
      kind: 'annual-review.judgement-moderated',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: `${said} for ${judgement.area.title} in moderation`,
      why: input.reason,
    });
  });
}
