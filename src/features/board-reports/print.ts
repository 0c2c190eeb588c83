import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import type { ReportForPrint } from './documents/report-document.ts';
import { reportBefore } from './issue-queries.ts';
import { type BoardReport, decisionsOf, executivePrincipalOf, wordsOf } from './queries.ts';

/** The report as it would be printed now, with no number yet. */
export async function reportForPrint(ctx: Ctx, report: BoardReport): Promise<ReportForPrint> {
  const words = await wordsOf(ctx, report.id);
  const decisions = await decisionsOf(ctx, report.id);
  return {
    academicYear: report.academic_year,
    term: report.term,
    trustName: ctx.actor.trustName,
    executivePrincipal: await executivePrincipalOf(ctx),
    facts: report.facts,
    before: await reportBefore(ctx, { academicYear: report.academic_year, term: report.term }),
    assembledAt: longMoment(report.assembled_at),
    date: ctx.today,
    issueNumber: null,
    words: new Map(words.map(({ code, body }) => [code, body])),
    decisions: decisions.map(({ wanted }) => wanted),
  };
}
