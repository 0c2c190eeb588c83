import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { short } from '../content-rules.ts';
import { daysInWords } from '../money.ts';
import { mayRecordProgress } from '../policy.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';

export type DeliveryValues = { deliveredOn: Temporal.PlainDate; halfDays: number; note: string | null };

/** Records days of promised support that were given: by the school that had them or the trust that sent them. */
export async function recordDelivery(
  ctx: Ctx,
  planId: string,
  supportId: string,
  values: DeliveryValues,
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecordProgress(ctx.actor, plan));
    refuseWhen(facts.closure ? 'This plan is closed.' : null);
    const support = await tx.db
      .selectFrom('plan_support')
      .select('what')
      .where('id', '=', supportId)
      .where('plan_id', '=', plan.id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!support) throw new NotFound();
    if (Temporal.PlainDate.compare(values.deliveredOn, ctx.today) > 0) {
      throw new Invalid([{ field: 'delivered_on', message: 'The day must be today or before' }]);
    }
    await tx.db
      .insertInto('support_delivery')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        support_id: supportId,
        delivered_on: values.deliveredOn,
        half_days: values.halfDays,
        note: values.note,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.personId,
      })
      .execute();
    await recordPlanEvent(tx, plan, {
      kind: 'plan.support-delivered',
      summary: `recorded ${daysInWords(values.halfDays)} of “${short(support.what)}” as given`,
      detail: { supportId, halfDays: values.halfDays },
    });
  });
}
