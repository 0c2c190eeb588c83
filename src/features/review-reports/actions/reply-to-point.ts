import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { factChecks } from '../checks/queries.ts';
import { mayWrite } from '../policy.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** Answers one point of the school: changed, or not changed and why. */
export async function replyToPoint(
  ctx: Ctx,
  reportId: string,
  pointId: string,
  outcome: 'changed' | 'not_changed',
  reply: string | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayWrite(ctx.actor, report));
    const point = (await factChecks(ctx, report.id)).flatMap((round) => round.points).find((one) => one.id === pointId);
    if (!point) throw new NotFound();
    if (outcome === 'not_changed' && reply === null)
      throw new Invalid([{ field: `reply-${pointId}`, message: 'Say why the text stays as it is' }]);
    await tx.db
      .updateTable('review_report_check_point')
      .set({ outcome, reply, replied_at: ctx.now, replied_by: ctx.actor.personId })
      .where('id', '=', point.id)
      .execute();
    await recordReport(tx, report, {
      kind: 'point-replied',
      summary: `replied to point ${point.number} of the school: ${outcome === 'changed' ? 'changed' : 'not changed'}`,
      why: reply,
    });
  });
}
