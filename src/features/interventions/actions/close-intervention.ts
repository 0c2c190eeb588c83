import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { leaderships } from '../leadership-queries.ts';
import { isLed } from '../leadership-rules.ts';
import { planNow } from '../plan-now.ts';
import { mayCloseIntervention } from '../policy.ts';
import { findIntervention, isOpen } from '../queries.ts';
import { recordStep } from './record-step.ts';

/** Ends an intervention, with the reason. The action plan has a life of its own; what the Trust leads directly must have been handed back. */
export async function closeIntervention(ctx: Ctx, interventionId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('intervention').select('id').where('id', '=', interventionId).forUpdate().execute();
    const intervention = await findIntervention(ctx, interventionId);
    tx.authorise(mayCloseIntervention(ctx.actor));
    if (!isOpen(intervention)) throw new Invalid([{ field: '', message: 'This intervention has ended already.' }]);
    const led = (await leaderships(ctx, { interventionId })).filter((row) => isLed(row.state));
    if (led.length > 0) {
      throw new Invalid([
        { field: '', message: `Hand back to the school first: ${led.map((row) => row.aspect).join('; ')}` },
      ]);
    }
    const plan = await planNow(ctx, intervention.school_id, intervention.academic_year);
    await recordStep(
      ctx,
      tx,
      { id: interventionId, schoolId: intervention.school_id },
      'closed',
      why,
      plan?.closed
        ? 'The action plan of the year had been closed already.'
        : 'The action plan goes on until it is closed itself.',
    );
  });
}
