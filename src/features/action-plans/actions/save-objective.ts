import type { Ctx } from '#core/context.ts';
import { mayEditPlan } from '../policy.ts';
import { requireParent } from './require-parent.ts';
import { type PartEdit, savePart } from './save-part.ts';

export async function saveObjective(
  ctx: Ctx,
  edit: PartEdit,
  values: { issue_id: string; text: string },
): Promise<void> {
  await savePart(ctx, 'objectives', edit, {
    title: values.text,
    may: (plan) => mayEditPlan(ctx.actor, plan),
    insert: async (tx, base) => {
      await requireParent(tx, 'issues', base.plan_id, values.issue_id, 'issue_id');
      await tx.db
        .insertInto('plan_objective')
        .values({ ...base, ...values })
        .execute();
    },
    update: async (tx, id, revision) => {
      await requireParent(tx, 'issues', edit.planId, values.issue_id, 'issue_id');
      await tx.db
        .updateTable('plan_objective')
        .set({ ...values, revision })
        .where('id', '=', id)
        .execute();
    },
  });
}
