import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { type FactAnswer, factChecks } from '../checks/queries.ts';
import { mayCheckFacts, mayReturnFacts } from '../policy.ts';
import { lockReport, recordReport } from './lock-report.ts';

export type GivenAnswer = { part: string; answer: FactAnswer | null; correction: string };

/**
 * Saves what the school has answered so far, and the head teacher's reply in their own words; returns the new revision of the round. An answer that says
 * what it said before keeps the name of who gave it. A part without an answer is left open.
 */
export async function answerFacts(
  ctx: Ctx,
  reportId: string,
  given: { answers: readonly GivenAnswer[]; reply: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayCheckFacts(ctx.actor, report));
    const round = (await factChecks(ctx, report.id)).at(-1);
    if (!round || round.returnedAt !== null)
      throw new Invalid([{ field: '', message: 'The report is not with the school now.' }]);
    requireRevision(round.revision, given.revision);
    for (const { part, answer, correction } of given.answers) {
      const before = round.answers.get(part);
      if (before?.answer === answer && before?.correction === correction) continue;
      if (answer === null) {
        await tx.db
          .deleteFrom('review_report_check_answer')
          .where('check_id', '=', round.id)
          .where('part', '=', part)
          .execute();
        continue;
      }
      const values = { answer, correction, answered_at: ctx.now, answered_by: ctx.actor.personId };
      await tx.db
        .insertInto('review_report_check_answer')
        .values({ trust_id: ctx.actor.trustId, check_id: round.id, part, ...values })
        .onConflict((conflict) => conflict.columns(['check_id', 'part']).doUpdateSet(values))
        .execute();
    }
    // The reply is the school's: the head teacher writes it.
    const reply = mayReturnFacts(ctx.actor, report).allowed && given.reply !== round.reply ? given.reply : null;
    await tx.db
      .updateTable('review_report_check')
      .set({ revision: round.revision + 1, ...(reply === null ? {} : { reply, reply_by: ctx.actor.personId }) })
      .where('id', '=', round.id)
      .execute();
    await recordReport(tx, report, {
      kind: 'facts-answered',
      summary: 'answered on the facts of the report',
      detail: { answered: given.answers.filter((it) => it.answer !== null).length, of: given.answers.length },
    });
    return round.revision + 1;
  });
}
