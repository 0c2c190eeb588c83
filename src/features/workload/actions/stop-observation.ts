import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { workloadStopped } from '#core/workload/book-workload.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { workloadPaths } from '../paths.ts';
import { lockObservation } from './record-observation.ts';

/**
 * Stops an observation that has not taken place: the account counts what that saved, and whoever was to be observed is told. One that counts as done was
 * entered by mistake: its minutes leave the ledger.
 */
export async function stopObservation(ctx: Ctx, id: string, revision: number, why: string): Promise<string> {
  return await write(ctx, async (tx) => {
    const row = await lockObservation(ctx, tx, id, revision);
    if (row.stopped_at) throw new Invalid([{ field: 'why', message: 'It has been stopped already' }]);
    const mistaken = row.done_at !== null;
    await tx.db
      .updateTable('workload_observation')
      .set({
        stopped_at: ctx.now,
        stopped_by: ctx.actor.personId,
        stopped_why: why,
        done_at: null,
        revision: row.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    if (mistaken)
      await tx.db
        .deleteFrom('workload_line')
        .where('source_type', '=', 'by_hand')
        .where('source_id', '=', id)
        .execute();
    else {
      await workloadStopped(tx, { type: 'by_hand', id }, why);
      if (row.person_id !== ctx.actor.personId)
        await tell(ctx, tx, row.person_id, {
          subject: `You are not observed on ${longDate(row.on_day)} after all`,
          body: 'It no longer counts towards the limits of the year.',
          href: workloadPaths.own,
        });
    }
    await tx.record({
      kind: mistaken ? 'workload.observation-taken-out' : 'workload.observation-stopped',
      subjectType: 'workload_observation',
      subjectId: id,
      schoolId: row.school_id,
      summary: mistaken
        ? `took out an observation on ${longDate(row.on_day)} that was entered by mistake`
        : `stopped the observation on ${longDate(row.on_day)}`,
      why,
    });
    return row.school_id;
  });
}
