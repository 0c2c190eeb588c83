import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { markRead } from '#core/notifications/queries.ts';
import { NotFound } from '#platform/errors.ts';
import { mayReadNotice } from '../policy.ts';

/** Marks a notice as read; returns where it leads. */
export async function readNotice(ctx: Ctx, notificationId: string): Promise<string> {
  return await write(ctx, async (tx) => {
    const notice = await tx.db
      .selectFrom('notification')
      .select(['person_id', 'subject'])
      .where('id', '=', notificationId)
      .executeTakeFirst();
    if (!notice || notice.person_id !== ctx.actor.personId) throw new NotFound();
    tx.authorise(mayReadNotice(ctx.actor, notice));
    const href = await markRead(ctx, tx, notificationId);
    await tx.record({
      kind: 'notice.read',
      subjectType: 'person',
      subjectId: ctx.actor.personId,
      schoolId: null,
      summary: `read the notice “${notice.subject}”`,
    });
    return href ?? '/';
  });
}
