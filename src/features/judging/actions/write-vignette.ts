import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayAsk } from '../policy.ts';
import '../tables.ts';

/** Writes down an invented or anonymised account for calibration. It is never changed: everybody grades the same words. */
export async function writeVignette(ctx: Ctx, vignette: { title: string; body: string }): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayAsk(ctx.actor, null));
    const { id } = await tx.db
      .insertInto('calibration_vignette')
      .values({ trust_id: ctx.actor.trustId, ...vignette, written_at: ctx.now, written_by: ctx.actor.personId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'judging.vignette-written',
      subjectType: 'calibration_vignette',
      subjectId: id,
      schoolId: null,
      summary: `wrote the vignette “${vignette.title}” for calibration`,
    });
    return id;
  });
}
