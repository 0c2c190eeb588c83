import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { factChecks } from '../checks/queries.ts';
import { mayCheckFacts } from '../policy.ts';
import type { FactAnswer } from '../rules.ts';
import { lockReview } from './lock-review.ts';

export type GivenAnswer = { part: string; answer: FactAnswer | null; correction: string };

/** Saves what the head teacher has answered so far; returns the new revision of the round. A part without an answer is left open. */
export async function answerFacts(
  ctx: Ctx,
  reviewId: string,
  given: readonly GivenAnswer[],
  revision: number,
): Promise<number> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayCheckFacts(ctx.actor, review));
    const round = (await factChecks(ctx, review.id)).at(-1);
    if (!round || round.returnedAt !== null)
      throw new Invalid([{ field: '', message: 'The review is not with the school now.' }]);
    requireRevision(round.revision, revision);
    for (const { part, answer, correction } of given) {
      if (answer === null) {
        await tx.db.deleteFrom('fact_answer').where('fact_check_id', '=', round.id).where('part', '=', part).execute();
        continue;
      }
      const values = { answer, correction, answered_at: ctx.now, answered_by: ctx.actor.personId };
      await tx.db
        .insertInto('fact_answer')
        .values({ trust_id: ctx.actor.trustId, fact_check_id: round.id, part, ...values })
        .onConflict((conflict) => conflict.columns(['fact_check_id', 'part']).doUpdateSet(values))
        .execute();
    }
    await tx.db
      .updateTable('fact_check')
      .set({ revision: round.revision + 1 })
      .where('id', '=', round.id)
      .execute();
    await tx.record({
      kind: 'annual-review.facts-answered',
      subjectType: 'annual_review',
      subjectId: review.id,
      schoolId: review.schoolId,
      summary: 'answered on the facts of the annual review',
      detail: { answered: given.filter((it) => it.answer !== null).length, of: given.length },
    });
    return round.revision + 1;
  });
}
