import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import type { CriterionRow } from '../content.ts';
import { byWhenProblem } from '../content-rules.ts';
import { mayEditPlan } from '../policy.ts';
import { requireParent } from './require-parent.ts';
import { type PartEdit, savePart } from './save-part.ts';

export type CriterionValues = Pick<
  CriterionRow,
  | 'objective_id'
  | 'what'
  | 'measure'
  | 'unit'
  | 'from_number'
  | 'to_number'
  | 'from_words'
  | 'to_words'
  | 'by_when'
  | 'how_known'
  | 'owner_id'
  | 'owner_name'
>;

/** A new day by which success shall show lies ahead; one that was set before may pass. */
async function checkByWhen(ctx: Ctx, tx: Write, values: CriterionValues, partId: string | null): Promise<void> {
  if (!values.by_when) return;
  const stored =
    partId === null
      ? undefined
      : await tx.db.selectFrom('success_criterion').select('by_when').where('id', '=', partId).executeTakeFirst();
  if (stored?.by_when?.equals(values.by_when)) return;
  const problem = byWhenProblem(values.by_when, ctx.today);
  if (problem) throw new Invalid([{ field: 'by_when', message: problem }]);
}

export async function saveCriterion(ctx: Ctx, edit: PartEdit, values: CriterionValues): Promise<void> {
  const check = async (tx: Write) => {
    await requireParent(tx, 'objectives', edit.planId, values.objective_id, 'objective_id');
    await checkByWhen(ctx, tx, values, edit.partId);
  };
  await savePart(ctx, 'criteria', edit, {
    title: values.what,
    may: (plan) => mayEditPlan(ctx.actor, plan),
    insert: async (tx, base) => {
      await check(tx);
      await tx.db
        .insertInto('success_criterion')
        .values({ ...base, ...values })
        .execute();
    },
    update: async (tx, id, revision) => {
      await check(tx);
      await tx.db
        .updateTable('success_criterion')
        .set({ ...values, revision })
        .where('id', '=', id)
        .execute();
    },
  });
}
