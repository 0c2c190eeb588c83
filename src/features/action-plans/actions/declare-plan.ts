import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { contentOf } from '../content-queries.ts';
import { contentBlockers } from '../content-rules.ts';
import { mayDeclareReady, mayPutInPlace } from '../policy.ts';
import { lockedBecause, standingOf } from '../rules.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';
import { requireVersion } from './sign-plan.ts';
import { tellAboutPlan } from './tell-about-plan.ts';

/** After a 4 the trust puts the plan in place, and the head is told; a school’s own plan is declared ready. Neither needs two signatures. */
export async function declarePlan(
  ctx: Ctx,
  planId: string,
  kind: 'ready' | 'put_in_place',
  shownVersion: number,
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(kind === 'ready' ? mayDeclareReady(ctx.actor, plan) : mayPutInPlace(ctx.actor, plan));
    const standing = standingOf(facts);
    refuseWhen(lockedBecause(standing));
    requireVersion(plan.content_version, shownVersion);
    if (standing.prepared)
      refuseWhen(kind === 'ready' ? 'The plan is already declared ready.' : 'The plan is already in place.');
    const blockers = contentBlockers(await contentOf(ctx, plan.id), ctx.today, standing.approval !== null);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    await tx.db
      .insertInto('plan_readiness')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        kind,
        content_version: plan.content_version,
        declared_by: ctx.actor.personId,
        declared_at: ctx.now,
      })
      .execute();
    await recordPlanEvent(tx, plan, {
      kind: kind === 'ready' ? 'plan.declared-ready' : 'plan.put-in-place',
      summary:
        kind === 'ready'
          ? 'declared the plan ready to be recommended'
          : 'put the plan in place for the trust; the head teacher is told',
      detail: { contentVersion: plan.content_version },
    });
    await tellAboutPlan(ctx, tx, plan, [kind === 'ready' ? 'executive_principal' : 'head_teacher'], (school) => ({
      subject:
        kind === 'ready'
          ? `The action plan of ${school} is ready to recommend`
          : `The trust has put the action plan of ${school} in place`,
      body:
        kind === 'ready'
          ? `${ctx.actor.name} has declared it ready.`
          : 'You can read it, and comment on it, at any time.',
    }));
  });
}
