import type { Tx } from '#platform/db/database.ts';
import type { Ctx } from '../context.ts';
import './tables.ts';

/** A query of what the reader has been told and has not read, newest first, at most `limit`. */
export function unread(ctx: Ctx, limit: number) {
  return ctx.db
    .selectFrom('notification')
    .select(['id', 'subject', 'body', 'href', 'created_at'])
    .where('person_id', '=', ctx.actor.personId)
    .where('read_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
}

/** The same, answered. */
export async function listUnread(ctx: Ctx, limit = 20) {
  return await unread(ctx, limit).execute();
}

/** Marks one of the reader's own notices as read; returns where it leads, or null when it is not theirs. */
export async function markRead(ctx: Ctx, tx: { db: Tx }, notificationId: string): Promise<string | null> {
  const row = await tx.db
    .updateTable('notification')
    .set({ read_at: ctx.now })
    .where('id', '=', notificationId)
    .where('person_id', '=', ctx.actor.personId)
    .returning('href')
    .executeTakeFirst();
  return row?.href ?? null;
}
