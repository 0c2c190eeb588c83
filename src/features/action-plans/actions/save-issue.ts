import type { Ctx } from '#core/context.ts';
import { mayEditPlan } from '../policy.ts';
import { type PartEdit, savePart } from './save-part.ts';

export async function saveIssue(
  ctx: Ctx,
  edit: PartEdit,
  values: { text: string; area_title: string | null },
): Promise<void> {
  await savePart(ctx, 'issues', edit, {
    title: values.text,
    may: (plan) => mayEditPlan(ctx.actor, plan),
    insert: (tx, base) =>
      tx.db
        .insertInto('plan_issue')
        .values({ ...base, ...values })
        .execute(),
    update: (tx, id, revision) =>
      tx.db
        .updateTable('plan_issue')
        .set({ ...values, revision })
        .where('id', '=', id)
        .execute(),
  });
}
