import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { issuesOf } from '../issues/queries.ts';
import { mayReceive } from '../policy.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** A governor confirms having received the newest issue. Confirming twice changes nothing. */
export async function confirmReceipt(ctx: Ctx, reportId: string, issueId: string): Promise<void> {
  const known = await ctx.db
    .selectFrom('review_report_receipt')
    .select('id')
    .where('issue_id', '=', issueId)
    .where('person_id', '=', ctx.actor.personId)
    .executeTakeFirst();
  if (known) return;
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayReceive(ctx.actor, report));
    const [newest] = await issuesOf(ctx, report.id);
    if (newest?.id !== issueId)
      throw new NotFound('A newer issue of this report has been sent out. Open it from your home page.');
    await tx.db
      .insertInto('review_report_receipt')
      .values({ trust_id: ctx.actor.trustId, issue_id: issueId, person_id: ctx.actor.personId, received_at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const issue = newest.number > 1 ? `, issue ${newest.number}` : '';
    await recordReport(tx, report, {
      kind: 'received',
      summary: `confirmed receipt of the report “${report.title}”${issue}`,
    });
  });
}
