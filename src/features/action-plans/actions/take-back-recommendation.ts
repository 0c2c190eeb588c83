import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayRecommend } from '../policy.ts';
import { standingOf } from '../rules.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';

/** Before the board has decided, the Executive Principal may take the recommendation back, so that the plan can be changed. */
export async function takeBackRecommendation(ctx: Ctx, planId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecommend(ctx.actor));
    const { state, recommendation } = standingOf(facts);
    if (state !== 'recommended' || !recommendation)
      refuseWhen('The plan is not with the board, so there is nothing to take back.');
    await tx.db
      .updateTable('plan_recommendation')
      .set({ taken_back_at: ctx.now, taken_back_by: ctx.actor.personId, taken_back_why: why })
      .where('id', '=', recommendation?.id ?? '')
      .execute();
    await recordPlanEvent(tx, plan, {
      kind: 'plan.recommendation-taken-back',
      summary: 'took the recommendation of the plan back',
      why,
    });
  });
}
