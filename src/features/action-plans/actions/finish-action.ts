import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { short } from '../content-rules.ts';
import { mayRecordProgress } from '../policy.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';

export type Finished = { doneOn: Temporal.PlainDate; note: string | null };

/** Records that an action is done, or (null) that it is not done after all. The plan says the same as before, so signatures stand. */
export async function finishAction(
  ctx: Ctx,
  planId: string,
  actionId: string,
  shown: number,
  finished: Finished | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecordProgress(ctx.actor, plan));
    refuseWhen(facts.closure ? 'This plan is closed.' : null);
    const action = await tx.db
      .selectFrom('plan_action')
      .selectAll()
      .where('id', '=', actionId)
      .where('plan_id', '=', plan.id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!action) throw new NotFound();
    requireRevision(action.revision, shown);
    if (finished && Temporal.PlainDate.compare(finished.doneOn, ctx.today) > 0) {
      throw new Invalid([{ field: 'done_on', message: 'The day on which it was done must be today or before' }]);
    }
    await tx.db
      .updateTable('plan_action')
      .set({
        done_on: finished?.doneOn ?? null,
        done_by: finished ? ctx.actor.personId : null,
        done_recorded_at: finished ? ctx.now : null,
        done_note: finished?.note ?? null,
        revision: action.revision + 1,
      })
      .where('id', '=', action.id)
      .execute();
    const title = short(action.what);
    await recordPlanEvent(tx, plan, {
      kind: finished ? 'plan.action-done' : 'plan.action-reopened',
      summary: finished
        ? `recorded the action “${title}” as done`
        : `recorded the action “${title}” as not done after all`,
      why: finished?.note ?? null,
      detail: { actionId },
    });
  });
}
