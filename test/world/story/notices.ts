import type { Ctx } from '#core/context.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { readNotice } from '#features/my-work/actions/read-notice.ts';
import { type CastKey, cast } from '../cast.ts';
import type { Scene } from '../scenes.ts';

async function readAll(ctx: Ctx): Promise<void> {
  for (const notice of await listUnread(ctx, 200)) await readNotice(ctx, notice.id);
}

/** People read what they have been told, the last time a fortnight before the end: what came since still waits. */
export const notices: Scene[] = ['2025-12-19', '2026-03-27', '2026-07-21', '2026-10-16', '2026-11-12'].flatMap((on) =>
  (Object.keys(cast) as CastKey[]).map((who): Scene => ({ on, who, permission: 'own-account', play: readAll })),
);
