import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { renderHtml } from '#platform/documents/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { issueReport } from '../actions/issue-report.ts';
import { assembleFacts } from '../assemble.ts';
import { changesBetween } from '../change-rules.ts';
import { reportDocument } from '../documents/report-document.ts';
import { issueForm } from '../forms.ts';
import { issuesOf } from '../issue-queries.ts';
import type { Blocker } from '../issue-rules.ts';
import { boardReportPaths } from '../paths.ts';
import { mayIssueReport } from '../policy.ts';
import { reportForPrint } from '../print.ts';
import { type BoardReport, findReport } from '../queries.ts';
import { blockersOf } from '../ready.ts';
import { inNumber } from './changes.tsx';
import { lengthOf, TooLong } from './length.tsx';
import { reportCrumbs, reportTitle } from './report-frame.ts';

/** The report as it would be issued now. */
export async function showPreview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  return appPage(
    ctx,
    { title: 'As it will be', crumbs: reportCrumbs(report) },
    <>
      <p class="govuk-body">
        This is how the report stands. Trustees cannot see it yet.{' '}
        <a class="govuk-link" href={boardReportPaths.report(report.id)}>
          Go back to writing
        </a>
      </p>
      {renderHtml(reportDocument(await reportForPrint(ctx, report, null)))}
    </>,
  );
}

const Blocked = ({ report, blockers }: { report: BoardReport; blockers: readonly Blocker[] }) => (
  <section>
    <h2 class="govuk-heading-m">Before it can be issued</h2>
    <ul class="govuk-list govuk-list--bullet">
      {blockers.map(({ sentence, code }) => (
        <li>
          {sentence}{' '}
          <a
            class="govuk-link"
            href={code ? boardReportPaths.words(report.id, code) : boardReportPaths.report(report.id)}
          >
            {code ? 'Write there' : 'Go to the report'}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

async function issuePage(ctx: Ctx, id: string, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  demand(mayIssueReport(ctx.actor));
  const report = await findReport(ctx, id);
  const [newest] = await issuesOf(ctx, id);
  const blockers = await blockersOf(ctx, report, newest ?? null);
  const when = { academicYear: report.academic_year, term: report.term };
  const changes = changesBetween(report.facts, await assembleFacts(ctx, when));
  const { first } = lengthOf(await reportForPrint(ctx, report, null));
  return appPage(
    ctx,
    { title: newest ? 'Issue the report again' : 'Issue the report', crumbs: reportCrumbs(report), errors },
    <>
      <PageHeading
        caption={reportTitle(report)}
        title={newest ? 'Issue the report again' : 'Issue the report'}
        lead="It is frozen with its hash, given to every trustee, and each is asked to confirm receipt."
      />
      {changes.length > 0 ? (
        <p class="govuk-body">
          {inNumber(changes.length)} {changes.length === 1 ? 'has' : 'have'} changed since the report was assembled. You
          may issue it as it is, or{' '}
          <a class="govuk-link" href={boardReportPaths.report(id)}>
            go back and assemble it anew
          </a>
          .
        </p>
      ) : null}
      <TooLong pages={first.pages} />
      {blockers.length > 0 ? (
        <Blocked report={report} blockers={blockers} />
      ) : (
        <Form action={boardReportPaths.issue(id)} csrfToken={ctx.page.csrfToken}>
          {newest ? (
            <TextField
              name="why"
              label="Why it is issued again"
              hint={`Trustees read this. Issue ${newest.number} stays as it was.`}
              value={typed['why']}
              error={errors.find((error) => error.field === 'why')?.message}
              required
            />
          ) : null}
          <Button>{newest ? `Issue number ${newest.number + 1} to trustees` : 'Issue it to trustees'}</Button>
        </Form>
      )}
    </>,
  );
}

export const showIssue = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  issuePage(ctx, idParam(request, 'reportId'));

export async function sendIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const form = readForm(issueForm, request.form);
  if (!form.ok) return await issuePage(ctx, id, form.errors, form.typed);
  try {
    await issueReport(ctx, id, form.value.why);
  } catch (error) {
    if (error instanceof Invalid) return await issuePage(ctx, id, error.errors, form.typed);
    throw error;
  }
  return redirectTo(boardReportPaths.issued(id), 'The report has been issued, and the trustees have been told.');
}
