import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { reviewReportPaths } from '../paths.ts';
import { maySign } from '../policy.ts';
import { addStep, lockReport, requireStep } from './lock-report.ts';
import { requireNoNames } from './require-no-names.ts';
import { tellGovernors, tellSchool } from './tell-people.ts';

/** Withdraws an issued report for a reason. What was issued can still be read, marked as withdrawn. */
export async function withdrawReport(ctx: Ctx, reportId: string, why: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(maySign(ctx.actor, report));
    requireStep(report, 'withdrawn');
    if (why === null) throw new Invalid([{ field: 'why-withdrawn', message: 'Say why the report is withdrawn' }]);
    await requireNoNames(ctx, report, 'why-withdrawn', why);
    await tx.db
      .updateTable('review_report_issue')
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawn_why: why })
      .where('report_id', '=', report.id)
      .where('withdrawn_at', 'is', null)
      .execute();
    await addStep(ctx, tx, report, 'withdrawn', why);
    const notice = {
      subject: `A report has been withdrawn: ${report.title}`,
      body: `The report on ${report.schoolName} no longer counts. The reason stands on its page.`,
      href: reviewReportPaths.issued(report.id),
    };
    await tellSchool(ctx, tx, report, notice);
    await tellGovernors(ctx, tx, report, notice);
  });
}
