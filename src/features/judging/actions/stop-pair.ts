import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayStop } from '../policy.ts';
import { lockPair, recordOfPair } from './lock-pair.ts';

/** Stops a pair that is still blind, with the reason. What one of the two has given is never shown to the other. */
export async function stopPair(ctx: Ctx, pairId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(mayStop(ctx.actor, pair));
    await tx.db
      .updateTable('moderation_pair')
      .set({ stopped_at: ctx.now, stopped_by: ctx.actor.personId, stopped_why: why })
      .where('id', '=', pairId)
      .execute();
    await recordOfPair(tx, pair, 'stopped', `stopped the blind judging of “${pair.title}”`, why);
  });
}
