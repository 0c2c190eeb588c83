import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayChangeBasis } from '../policy.ts';
import { lockedBecause, standingOf } from '../rules.ts';
import type { Basis } from '../tables.ts';
import { lockPlan, refuseWhen } from './change-plan.ts';
import { changePlanBasis } from './open-plan.ts';

/** The Executive Principal puts a plan on another basis by hand, such as after an escalation. */
export async function setBasis(ctx: Ctx, planId: string, basis: Basis, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayChangeBasis(ctx.actor));
    refuseWhen(lockedBecause(standingOf(facts)));
    refuseWhen(plan.basis === basis ? 'The plan already stands on this basis.' : null);
    await changePlanBasis(ctx, tx, plan.id, basis, why);
  });
}
