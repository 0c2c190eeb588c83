import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { contentOf } from '../content-queries.ts';
import { contentBlockers } from '../content-rules.ts';
import { maySignPlan, signingSide } from '../policy.ts';
import { lockedBecause, standingOf } from '../rules.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';
import { tellAboutPlan } from './tell-about-plan.ts';

const changed = 'The plan was changed after you opened this page. Read it again as it is now, then sign.';

/** What was read must be what is signed. */
export function requireVersion(stored: number, shown: number): void {
  if (stored !== shown) throw new StaleRevision(changed);
}

/** The head signs for the school, the Executive Principal for the trust: each the version that was on the page. */
export async function signPlan(ctx: Ctx, planId: string, shownVersion: number): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(maySignPlan(ctx.actor, plan));
    const standing = standingOf(facts);
    refuseWhen(lockedBecause(standing));
    requireVersion(plan.content_version, shownVersion);
    const blockers = contentBlockers(await contentOf(ctx, plan.id), ctx.today, standing.approval !== null);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    const side = signingSide(ctx.actor, plan) ?? 'school';
    if (side === 'school' ? standing.schoolSigned : standing.trustSigned)
      refuseWhen('The plan is already signed for this side.');
    await tx.db
      .insertInto('plan_signature')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        side,
        content_version: plan.content_version,
        signed_by: ctx.actor.personId,
        signed_at: ctx.now,
      })
      .execute();
    const both = side === 'school' ? standing.trustSigned : standing.schoolSigned;
    await recordPlanEvent(tx, plan, {
      kind: both ? 'plan.agreed' : 'plan.signed',
      summary: both ? `signed the plan for the ${side}: it is agreed` : `signed the plan for the ${side}`,
      detail: { side, contentVersion: plan.content_version },
    });
    await tellAboutPlan(ctx, tx, plan, side === 'school' ? ['executive_principal'] : ['head_teacher'], (school) => ({
      subject: both
        ? `The action plan of ${school} is agreed`
        : `The action plan of ${school} waits for your signature`,
      body: `${ctx.actor.name} has signed it for the ${side}.`,
    }));
  });
}
