import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { contentOf } from '../content-queries.ts';
import { mayRecommend } from '../policy.ts';
import { recommendationBlockers } from '../recommend-rules.ts';
import { lockPlan, recordPlanEvent } from './change-plan.ts';
import { freezePlan } from './freeze-plan.ts';
import { requireVersion } from './sign-plan.ts';
import { tellAboutPlan } from './tell-about-plan.ts';

/** The Executive Principal recommends the plan to the board, with covering words; what the board gets is frozen. */
export async function recommendPlan(
  ctx: Ctx,
  planId: string,
  coveringWords: string,
  shownVersion: number,
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecommend(ctx.actor));
    requireVersion(plan.content_version, shownVersion);
    const blockers = recommendationBlockers(facts, await contentOf(ctx, plan.id), ctx.today);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    await tx.db
      .insertInto('plan_recommendation')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        content_version: plan.content_version,
        covering_words: coveringWords,
        recommended_at: ctx.now,
        recommended_on: ctx.today,
        recommended_by: ctx.actor.personId,
      })
      .execute();
    const frozen = await freezePlan(ctx, tx, plan.id);
    await recordPlanEvent(tx, plan, {
      kind: 'plan.recommended',
      summary: 'recommended the plan to the board for approval',
      detail: { contentVersion: plan.content_version, sha256: frozen.sha256 },
    });
    await tellAboutPlan(ctx, tx, plan, ['clerk', 'trustee'], (school) => ({
      subject: `The action plan of ${school} is recommended to the board`,
      body: `${ctx.actor.name} has recommended it for approval. The clerk or a trustee records what the board decides.`,
    }));
  });
}
