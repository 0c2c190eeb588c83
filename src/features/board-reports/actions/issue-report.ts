import { termInYear } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { tell } from '#core/notifications/tell.ts';
import { capital } from '#platform/capital.ts';
import { Invalid } from '#platform/errors.ts';
import { reportDocument } from '../documents/report-document.ts';
import { issuesOf, receiptsOf } from '../issue-queries.ts';
import { boardReportPaths } from '../paths.ts';
import { mayIssueReport, mayReceiveReport } from '../policy.ts';
import { reportForPrint } from '../print.ts';
import { blockersOf } from '../ready.ts';
import { lockReport } from './write-report.ts';

/** Freezes the report and gives it to the trustees. A correction is a new issue with a reason; the earlier one stays as it was. */
export async function issueReport(
  ctx: Ctx,
  id: string,
  why: string | null,
): Promise<{ issueId: string; sha256: string; told: number }> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayIssueReport(ctx.actor));
    const report = await lockReport(ctx, tx, id);
    const [newest] = await issuesOf(ctx, id);
    const number = (newest?.number ?? 0) + 1;
    if (number > 1 && !why) throw new Invalid([{ field: 'why', message: 'Say why the report is issued again' }]);
    const print = await reportForPrint(ctx, report);
    const blockers = await blockersOf(ctx, print, newest ?? null);
    if (blockers.length > 0) throw new Invalid(blockers.map((blocker) => ({ field: '', message: blocker.sentence })));
    const document = reportDocument({ ...print, issueNumber: number });
    const frozen = await freezeDocument(ctx, tx, {
      kind: 'board-report',
      subjectId: id,
      schoolId: null,
      document,
      fileName: `Report to Trustees ${report.academic_year} ${report.term}${number > 1 ? ` issue ${number}` : ''}`,
    });
    const issue = await tx.db
      .insertInto('board_report_issue')
      .values({
        trust_id: ctx.actor.trustId,
        report_id: id,
        number,
        why,
        frozen_record_id: frozen.id,
        facts: JSON.stringify(report.facts),
        issued_at: ctx.now,
        issued_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const trustees = await receiptsOf(ctx, issue.id);
    for (const trustee of trustees) {
      await tell(ctx, tx, trustee.id, {
        subject: number > 1 ? 'A report to Trustees has been corrected' : 'A report to Trustees has been issued',
        body: `${capital(termInYear(report.term, report.academic_year))}.${why ? ` Why it is issued again: ${why}` : ''}`,
        href: boardReportPaths.issued(id),
      });
    }
    await tx.record({
      kind: 'board-report.issued',
      subjectType: 'board_report',
      subjectId: id,
      schoolId: null,
      summary: `issued the report to Trustees (issue ${number})`,
      why,
      detail: { sha256: frozen.sha256 },
    });
    return { issueId: issue.id, sha256: frozen.sha256, told: trustees.length };
  });
}

/** A trustee confirms receipt of the newest issue; a second time changes nothing. */
export async function confirmReceipt(ctx: Ctx, id: string): Promise<void> {
  const [newest] = await issuesOf(ctx, id);
  const before = newest && (await receiptsOf(ctx, newest.id)).find((receipt) => receipt.id === ctx.actor.personId);
  if (before?.received_at) return;
  await write(ctx, async (tx) => {
    tx.authorise(mayReceiveReport(ctx.actor));
    if (!newest) throw new Invalid([{ field: '', message: 'This report has not been issued.' }]);
    await tx.db
      .insertInto('board_report_receipt')
      .values({ trust_id: ctx.actor.trustId, issue_id: newest.id, person_id: ctx.actor.personId, received_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['issue_id', 'person_id']).doNothing())
      .execute();
    await tx.record({
      kind: 'board-report.received',
      subjectType: 'board_report',
      subjectId: id,
      schoolId: null,
      summary: `confirmed receipt of the report to Trustees (issue ${newest.number})`,
    });
  });
}
