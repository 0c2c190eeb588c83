import type { Ctx } from '#core/context.ts';
import '../tables.ts';

/** Notes that a program has asked for a feed, to the hour, so that its owner sees whether it is in use. No event: nobody did anything. */
export async function noteReading(ctx: Ctx, feedId: string): Promise<void> {
  await ctx.db
    .updateTable('calendar_feed')
    .set({ last_read_at: ctx.now })
    .where('id', '=', feedId)
    .where((eb) => eb.or([eb('last_read_at', 'is', null), eb('last_read_at', '<', ctx.now.subtract({ hours: 1 }))]))
    .execute();
}
