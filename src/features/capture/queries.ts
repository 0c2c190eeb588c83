import type { Ctx } from '#core/context.ts';
import './tables.ts';

/** Which of a note's steps of one device are stored. */
export async function storedSteps(ctx: Ctx, noteId: string, deviceId: string): Promise<Set<number>> {
  const rows = await ctx.db
    .selectFrom('capture_operation')
    .select('seq')
    .where('person_id', '=', ctx.actor.personId)
    .where('note_client_id', '=', noteId)
    .where('device_id', '=', deviceId)
    .execute();
  return new Set(rows.map((row) => row.seq));
}
