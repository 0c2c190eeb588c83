import { holds } from '#core/access/actor.ts';
import { allowIf } from '#core/access/decision.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import '../tables.ts';

/** Ends an address of the reader's own: programs that ask for it find nothing any more. Somebody else's is not there. */
export async function endFeed(ctx: Ctx, feedId: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(allowIf(holds(ctx.actor, 'own-account'), 'You hold no role any more.'));
    const row = await tx.db
      .updateTable('calendar_feed')
      .set({ revoked_at: ctx.now, revoked_why: 'Ended by its owner' })
      .where('id', '=', feedId)
      .where('person_id', '=', ctx.actor.personId)
      .where('revoked_at', 'is', null)
      .returning('school_id')
      .executeTakeFirst();
    if (!row) throw new NotFound();
    await tx.record({
      kind: 'calendar-feed.ended',
      subjectType: 'calendar_feed',
      subjectId: feedId,
      schoolId: row.school_id,
      summary: 'ended an address for calendar programs',
    });
  });
}
