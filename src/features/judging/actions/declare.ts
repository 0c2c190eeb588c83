import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { judgingPaths } from '../paths.ts';
import { mayDeclare } from '../policy.ts';
import { lockPair, recordOfPair } from './lock-pair.ts';

/** Declares that nothing stands in the way, or what does: then the pair is stopped, and whoever asked is told to ask somebody else. */
export async function declare(ctx: Ctx, pairId: string, interest: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(mayDeclare(ctx.actor, pair));
    await tx.db
      .updateTable('moderation_grader')
      .set({ declared_at: ctx.now, interest })
      .where('pair_id', '=', pairId)
      .where('person_id', '=', ctx.actor.personId)
      .execute();
    if (interest === null) {
      await recordOfPair(tx, pair, 'declared', `declared no interest before judging “${pair.title}” blind`);
      return;
    }
    await tx.db
      .updateTable('moderation_pair')
      .set({
        stopped_at: ctx.now,
        stopped_by: ctx.actor.personId,
        stopped_why: `${ctx.actor.name} declared an interest.`,
      })
      .where('id', '=', pairId)
      .execute();
    await recordOfPair(tx, pair, 'stood-back', `declared an interest, and does not judge “${pair.title}”`);
    await tell(ctx, tx, pair.askedBy, {
      subject: 'Somebody cannot judge what you asked for',
      body: `${ctx.actor.name} has declared an interest and does not judge “${pair.title}”. Ask two people anew.`,
      href: judgingPaths.pair(pairId),
    });
  });
}
