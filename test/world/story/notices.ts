import { allowed } from '#core/access/decision.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { listUnread, markRead } from '#core/notifications/queries.ts';
import { type CastKey, cast } from '../cast.ts';
import type { Scene } from '../scenes.ts';

async function readAll(ctx: Ctx): Promise<void> {
  const unread = await listUnread(ctx, 200);
  if (unread.length === 0) return;
  await write(ctx, async (tx) => {
    // Everybody reads their own notices; `markRead` touches no others.
    tx.authorise(allowed);
    for (const notice of unread) await markRead(ctx, tx, notice.id);
    await tx.record({
      kind: 'notice.read',
      subjectType: 'person',
      subjectId: ctx.actor.personId,
      schoolId: null,
      summary: unread.length === 1 ? 'read a notice' : `read ${unread.length} notices`,
    });
  });
}

/** People read what they have been told, the last time a fortnight before the end: what came since still waits. */
export const notices: Scene[] = ['2025-12-19', '2026-03-27', '2026-07-21', '2026-10-16', '2026-11-12'].flatMap((on) =>
  (Object.keys(cast) as CastKey[]).map((who): Scene => ({ on, who, permission: 'own-account', play: readAll })),
);
