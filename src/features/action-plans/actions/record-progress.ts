import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { PlanRow } from '../content.ts';
import { short } from '../content-rules.ts';
import { mayRecordProgress } from '../policy.ts';
import type { ProgressRag } from '../tables.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';

export type ProgressValues = {
  notedOn: Temporal.PlainDate;
  valueNumber: string | null;
  valueWords: string | null;
  rag: ProgressRag;
  reason: string;
};

export const ragWords: Record<ProgressRag, string> = {
  green: 'on track',
  amber: 'behind, and can be caught up',
  red: 'well behind',
  blue: 'reached',
};

/** Adds a progress entry inside a write that is already under way (a line management meeting records progress too) and returns its id. Earlier entries stay. */
export async function addProgress(
  ctx: Ctx,
  tx: Write,
  plan: PlanRow,
  criterionId: string,
  values: ProgressValues,
): Promise<string> {
  const criterion = await tx.db
    .selectFrom('success_criterion')
    .select(['what', 'measure'])
    .where('id', '=', criterionId)
    .where('plan_id', '=', plan.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!criterion) throw new NotFound();
  if (Temporal.PlainDate.compare(values.notedOn, ctx.today) > 0)
    throw new Invalid([{ field: 'noted_on', message: 'The date must be today or before' }]);
  if (values.valueNumber === null && values.valueWords === null) {
    const field = criterion.measure === 'number' ? 'value_number' : 'value_words';
    throw new Invalid([{ field, message: 'Enter where it stands now' }]);
  }
  const { id } = await tx.db
    .insertInto('criterion_progress')
    .values({
      trust_id: plan.trust_id,
      plan_id: plan.id,
      criterion_id: criterionId,
      noted_on: values.notedOn,
      value_number: values.valueNumber,
      value_words: values.valueWords,
      rag: values.rag,
      reason: values.reason,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordPlanEvent(tx, plan, {
    kind: 'plan.progress-recorded',
    summary: `recorded progress on “${short(criterion.what)}”: ${ragWords[values.rag]}`,
    detail: { criterionId, rag: values.rag },
  });
  return id;
}

/** Records where a criterion stands on a day, rated with a reason. */
export async function recordProgress(
  ctx: Ctx,
  planId: string,
  criterionId: string,
  values: ProgressValues,
): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecordProgress(ctx.actor, plan));
    refuseWhen(facts.closure ? 'This plan is closed.' : null);
    await addProgress(ctx, tx, plan, criterionId, values);
  });
}
