import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { planDocument, planFileName } from '../documents/plan-document.ts';
import { loadPlan } from '../queries.ts';

/** Freezes the plan as it stands, so that what the board had before it can be read for ever. */
export async function freezePlan(ctx: Ctx, tx: Write, planId: string): Promise<{ id: string; sha256: string }> {
  const view = await loadPlan(ctx, planId);
  return await freezeDocument(ctx, tx, {
    kind: 'action-plan',
    subjectId: planId,
    schoolId: view.plan.school_id,
    document: planDocument(view, ctx.actor.trustName, ctx.today),
    fileName: planFileName(view),
  });
}
