import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { mayCloseIntervention } from '../policy.ts';
import { findIntervention, leaderships, stepsOf } from '../queries.ts';
import { leadershipState } from '../rules.ts';

/** Ends an intervention, with the reason. The action plan has a life of its own; what the Trust leads directly must have been handed back. */
export async function closeIntervention(ctx: Ctx, interventionId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('intervention').select('id').where('id', '=', interventionId).forUpdate().execute();
    const intervention = await findIntervention(ctx, interventionId);
    tx.authorise(mayCloseIntervention(ctx.actor));
    const last = (await stepsOf(ctx, interventionId)).at(-1);
    if (last?.step === 'closed' || last?.step === 'withdrawn')
      throw new Invalid([{ field: 'why', message: 'This intervention has ended already' }]);
    const led = (await leaderships(ctx, { interventionId })).filter((row) =>
      ['authorised', 'in_force', 'overdue'].includes(leadershipState(row, row.steps, ctx.today)),
    );
    if (led.length > 0)
      throw new Invalid([{ field: 'why', message: `Hand back first: ${led.map((row) => row.aspect).join('; ')}` }]);
    await tx.db
      .insertInto('intervention_step')
      .values({
        trust_id: ctx.actor.trustId,
        intervention_id: interventionId,
        step: 'closed',
        taken_at: ctx.now,
        taken_by: ctx.actor.personId,
        why,
        becomes: 'The action plan goes on until it is closed itself.',
      })
      .execute();
    await tx.record({
      kind: 'intervention.closed',
      subjectType: 'intervention',
      subjectId: interventionId,
      schoolId: intervention.school_id,
      summary: 'closed the intervention',
      why,
    });
  });
}
