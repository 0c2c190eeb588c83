import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayComment } from '../policy.ts';
import { lockPlan, recordPlanEvent } from './change-plan.ts';

export async function commentOnPlan(ctx: Ctx, planId: string, text: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayComment(ctx.actor, plan));
    await tx.db
      .insertInto('plan_comment')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        text,
        content_version: plan.content_version,
        written_by: ctx.actor.personId,
        written_at: ctx.now,
      })
      .execute();
    await recordPlanEvent(tx, plan, { kind: 'plan.commented', summary: 'commented on the plan' });
  });
}
