import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { governorsTexts } from '../for-governors.ts';
import { withoutNames } from '../names/name-rules.ts';
import { nameKnowledge } from '../names/queries.ts';
import { fold } from '../names/tokens.ts';
import { mayWrite } from '../policy.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** A word of one sentence: what governors read in its place, or null where it is no name and stays. */
export type Settlement = { found: string; hash: string; replacement: string | null };

/** Settles what looks like a name, or what was taken for one, in one sentence of the governors' version. A replacement may hold no hidden name itself. */
export async function settleWord(ctx: Ctx, reportId: string, { found, hash, replacement }: Settlement): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayWrite(ctx.actor, report));
    const content = await loadContent(ctx, report);
    const knowledge = await nameKnowledge(ctx, report, content.settled);
    const governors = governorsTexts(content, knowledge);
    const asked = [...governors.leftovers, ...governors.replacements];
    if (!asked.some((one) => one.hash === hash && fold(one.found) === fold(found)))
      throw new Invalid([
        { field: '', message: 'This sentence has been changed since you opened the page. Look at it as it reads now.' },
      ]);
    const again =
      replacement === null ? null : withoutNames(`Here stands ${replacement}.`, { ...knowledge, settled: [] });
    if (again && again.replacements.length > 0)
      throw new Invalid([{ field: 'replacement', message: 'This still holds the name of somebody at the school' }]);
    const settled = { replacement, settled_at: ctx.now, settled_by: ctx.actor.personId };
    await tx.db
      .insertInto('review_report_settled_word')
      .values({ trust_id: ctx.actor.trustId, report_id: report.id, word: fold(found), sentence_hash: hash, ...settled })
      .onConflict((conflict) => conflict.columns(['report_id', 'word', 'sentence_hash']).doUpdateSet(settled))
      .execute();
    await recordReport(tx, report, {
      kind: 'word-settled',
      summary:
        replacement === null
          ? 'settled that a word of the report is no name'
          : `settled that governors read “${replacement}” in place of a name`,
    });
  });
}

/** Asks again about a word that was settled. */
export async function unsettleWord(ctx: Ctx, reportId: string, settledId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayWrite(ctx.actor, report));
    await tx.db
      .deleteFrom('review_report_settled_word')
      .where('report_id', '=', report.id)
      .where('id', '=', settledId)
      .execute();
    await recordReport(tx, report, { kind: 'word-asked-again', summary: 'asked again about a word of the report' });
  });
}
