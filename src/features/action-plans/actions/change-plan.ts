import type { Decision } from '#core/access/decision.ts';
import { inScope } from '#core/access/scope.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { PlanRow } from '../content.ts';
import { loadFacts } from '../fact-queries.ts';
import { changeNeedsReason, lockedBecause, type PlanFacts, standingOf } from '../rules.ts';
import { tellAboutPlan } from './tell-about-plan.ts';

/** The plan inside the writer's scope, locked until the request ends. */
export async function lockPlan(ctx: Ctx, tx: Write, planId: string): Promise<{ plan: PlanRow; facts: PlanFacts }> {
  const plan = await tx.db
    .selectFrom('action_plan')
    .selectAll()
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst();
  if (!plan) throw new NotFound();
  return { plan, facts: await loadFacts(ctx, plan) };
}

/** Refuses with a sentence about the plan as a whole. */
export function refuseWhen(message: string | null): void {
  if (message !== null) throw new Invalid([{ field: '', message }]);
}

/** Records an event of a plan in the trail; every part of a plan is told of under the plan. */
export async function recordPlanEvent(
  tx: Write,
  plan: PlanRow,
  event: { kind: string; summary: string; why?: string | null; detail?: Record<string, unknown> },
): Promise<void> {
  await tx.record({ ...event, subjectType: 'action_plan', subjectId: plan.id, schoolId: plan.school_id });
}

export type Change = { summary: string; detail?: Record<string, unknown> };

/**
 * One change of what the plan says. Raises the content version, so that signatures given to the version before no longer count; needs a reason once
 * somebody has agreed to the plan; refused while the board has it, and for ever once it is closed.
 */
export async function changePlan(
  ctx: Ctx,
  planId: string,
  change: {
    why: string | null;
    may: (plan: PlanRow) => Decision;
    work: (tx: Write, plan: PlanRow, facts: PlanFacts) => Promise<Change>;
  },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(change.may(plan));
    const standing = standingOf(facts);
    refuseWhen(lockedBecause(standing));
    if (changeNeedsReason(facts) && change.why === null) {
      throw new Invalid([
        { field: 'why', message: 'Enter why the plan is changed: people have agreed to what it says now' },
      ]);
    }
    const { summary, detail } = await change.work(tx, plan, facts);
    await tx.db
      .updateTable('action_plan')
      .set({ content_version: plan.content_version + 1 })
      .where('id', '=', plan.id)
      .execute();
    const voided = plan.basis === 'agreed' && (standing.schoolSigned || standing.trustSigned);
    await recordPlanEvent(tx, plan, {
      kind: 'plan.changed',
      summary: voided ? `${summary}; the plan must be signed again` : summary,
      why: change.why,
      detail: { ...detail, contentVersion: plan.content_version + 1, signaturesVoided: voided },
    });
    if (voided || (plan.basis === 'imposed' && standing.prepared)) {
      await tellAboutPlan(
        ctx,
        tx,
        plan,
        voided ? ['head_teacher', 'executive_principal'] : ['head_teacher'],
        (school) => ({
          subject: voided
            ? `The action plan of ${school} must be signed again`
            : `The trust has changed the action plan of ${school}`,
          body: `${ctx.actor.name} has changed it.`,
        }),
      );
    }
  });
}
