import type { Ctx } from '#core/context.ts';
import type { ActionRow } from '../content.ts';
import { mayEditPlan } from '../policy.ts';
import { requireParent } from './require-parent.ts';
import { type PartEdit, savePart } from './save-part.ts';

export type ActionValues = Pick<
  ActionRow,
  'objective_id' | 'what' | 'owner_id' | 'owner_name' | 'starts_on' | 'due_on' | 'resource_need'
>;

export async function saveAction(ctx: Ctx, edit: PartEdit, values: ActionValues): Promise<void> {
  await savePart(ctx, 'actions', edit, {
    title: values.what,
    may: (plan) => mayEditPlan(ctx.actor, plan),
    insert: async (tx, base) => {
      await requireParent(tx, 'objectives', base.plan_id, values.objective_id, 'objective_id');
      await tx.db
        .insertInto('plan_action')
        .values({ ...base, ...values })
        .execute();
    },
    update: async (tx, id, revision) => {
      await requireParent(tx, 'objectives', edit.planId, values.objective_id, 'objective_id');
      await tx.db
        .updateTable('plan_action')
        .set({ ...values, revision })
        .where('id', '=', id)
        .execute();
    },
  });
}
