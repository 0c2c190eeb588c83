import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Batch, Step } from '../batch-rules.ts';
import { mayCapture } from '../policy.ts';
import '../tables.ts';

/** Two requests about one note wait for each other, so that a step that is sent twice at once is still done once. */
export async function lockDeviceNote(ctx: Ctx, noteId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${noteId}, 4))`.execute(ctx.db);
}

/** Writes down that these steps are stored, in the transaction that did them. */
export async function storeSteps(
  ctx: Ctx,
  batch: Batch,
  done: readonly Step[],
  place: { noteId: string; schoolId: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayCapture(ctx.actor));
    await tx.db
      .insertInto('capture_operation')
      .values(
        done.map((step) => ({
          trust_id: ctx.actor.trustId,
          person_id: ctx.actor.personId,
          device_id: batch.deviceId,
          note_client_id: batch.noteId,
          seq: step.seq,
          op: step.op,
          made_at: step.at,
          received_at: ctx.now,
        })),
      )
      .execute();
    await tx.record({
      kind: 'capture.received',
      subjectType: 'visit_note',
      subjectId: place.noteId,
      schoolId: place.schoolId,
      summary: 'sent a visit note from a device',
      detail: { deviceId: batch.deviceId, steps: done.map((step) => step.seq) },
    });
  });
}
