import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { papersOf } from '../paper-queries.ts';
import { mayReceivePaper, receivesAs } from '../policy.ts';
import { findAnalysis } from '../queries.ts';
import { trailOf } from './lock-analysis.ts';

/** The Executive Principal or a governor confirms having read the newest paper; a second time changes nothing. */
export async function confirmReceipt(ctx: Ctx, id: string, paperNumber: number): Promise<void> {
  const analysis = await findAnalysis(ctx, id);
  const [newest] = await papersOf(ctx, id);
  if (!newest) throw new NotFound();
  if (newest.number !== paperNumber)
    throw new NotFound('A newer paper has been presented meanwhile. Open it from your home page.');
  const known = await ctx.db
    .selectFrom('snapshot_analysis_receipt')
    .select('id')
    .where('paper_id', '=', newest.id)
    .where('person_id', '=', ctx.actor.personId)
    .executeTakeFirst();
  if (known) return;
  await write(ctx, async (tx) => {
    tx.authorise(mayReceivePaper(ctx.actor, analysis.school_id));
    const as = receivesAs(ctx.actor, analysis.school_id);
    if (as === null) throw new NotFound();
    await tx.db
      .insertInto('snapshot_analysis_receipt')
      .values({
        trust_id: ctx.actor.trustId,
        paper_id: newest.id,
        person_id: ctx.actor.personId,
        received_as: as,
        received_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx.record({
      kind: 'snapshot-analysis.received',
      ...trailOf(analysis),
      summary: `confirmed having read the analysis of the ${analysis.name}${newest.number > 1 ? `, paper ${newest.number}` : ''}`,
    });
  });
}
