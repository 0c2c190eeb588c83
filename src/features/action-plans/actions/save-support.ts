import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import type { SupportRow } from '../content.ts';
import { mayPromiseSupport } from '../policy.ts';
import { requireParent } from './require-parent.ts';
import { type PartEdit, savePart } from './save-part.ts';

export type SupportValues = Pick<
  SupportRow,
  'objective_id' | 'kind' | 'what' | 'who' | 'from_school_id' | 'half_days' | 'cost_pence' | 'starts_on' | 'ends_on'
>;

async function check(tx: Write, planId: string, values: SupportValues): Promise<void> {
  if (values.objective_id) await requireParent(tx, 'objectives', planId, values.objective_id, 'objective_id');
  if (values.kind !== 'leader_secondment') return;
  const plan = await tx.db
    .selectFrom('action_plan')
    .select('school_id')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  if (values.from_school_id === null)
    throw new Invalid([{ field: 'from_school_id', message: 'Choose the school that the leader comes from' }]);
  if (values.from_school_id === plan.school_id) {
    throw new Invalid([{ field: 'from_school_id', message: 'Choose another school than the one that is supported' }]);
  }
}

/** What the trust promises to the school; whoever saves it is the one who promised. */
export async function saveSupport(ctx: Ctx, edit: PartEdit, values: SupportValues): Promise<void> {
  const fromSchool = values.kind === 'leader_secondment' ? values.from_school_id : null;
  const promised = { ...values, from_school_id: fromSchool, promised_by: ctx.actor.personId, promised_on: ctx.today };
  await savePart(ctx, 'support', edit, {
    title: values.what,
    may: () => mayPromiseSupport(ctx.actor),
    insert: async (tx, base) => {
      await check(tx, base.plan_id, values);
      await tx.db
        .insertInto('plan_support')
        .values({ ...base, ...promised })
        .execute();
    },
    update: async (tx, id, revision) => {
      await check(tx, edit.planId, values);
      await tx.db
        .updateTable('plan_support')
        .set({ ...promised, revision })
        .where('id', '=', id)
        .execute();
    },
  });
}
