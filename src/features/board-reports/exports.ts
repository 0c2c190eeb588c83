import { termDates } from '#core/academic-year/queries.ts';
import { academicYearOf, latestTermOn, type Term, termInYear } from '#core/academic-year/rules.ts';
import { hasRole, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { capital } from '#platform/capital.ts';
import { reportDue } from './due-rules.ts';
import { issuesToReceive } from './issue-queries.ts';
import { boardReportPaths } from './paths.ts';
import { listReports } from './queries.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

const inWords = (term: Term, academicYear: number) => capital(termInYear(term, academicYear));

/** For the Executive Principal the report of this term, until it is issued; for a trustee every issue that has not been confirmed. */
export async function boardReportsWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const waiting: Waiting[] = (await issuesToReceive(ctx))
    .filter((issue) => !issue.received)
    .map((issue) => ({
      title:
        issue.number > 1
          ? 'Read the corrected report to Trustees and confirm receipt'
          : 'Read the report to Trustees and confirm receipt',
      detail: inWords(issue.term, issue.academic_year),
      href: boardReportPaths.issued(issue.report_id),
    }));
  if (!hasRole(ctx.actor, 'executive_principal')) return waiting;
  const academicYear = academicYearOf(ctx.today);
  const dates = await termDates(ctx, null, academicYear);
  const term = latestTermOn(dates, ctx.today);
  if (!term) return waiting;
  const reports = await listReports({ ...ctx, scope: scopeOf(ctx.actor, 'board-report:read') });
  const report = reports.find((found) => found.academic_year === academicYear && found.term === term);
  if (report?.issued_at) return waiting;
  const dueOn = reportDue(dates, term);
  waiting.push({
    title: report ? 'Finish and issue the report to Trustees' : 'Start the report to Trustees',
    detail: inWords(term, academicYear),
    href: report ? boardReportPaths.report(report.id) : boardReportPaths.list,
    ...(dueOn ? { dueOn } : {}),
  });
  return waiting;
}
