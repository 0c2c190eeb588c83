import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { renderHtml } from '#platform/documents/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { issueReport } from '../actions/issue-report.ts';
import { assembleFacts } from '../assemble.ts';
import { changesBetween } from '../change-rules.ts';
import { reportDocument } from '../documents/report-document.ts';
import { issueForm } from '../forms.ts';
import { issuesOf, trusteesToday } from '../issue-queries.ts';
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
      {renderHtml(reportDocument(await reportForPrint(ctx, report)))}
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

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const asked = (decisions: number): string =>
  decisions === 0
    ? 'No decision is asked of them.'
    : decisions === 1
      ? 'They are asked for one decision.'
      : `They are asked for ${decisions} decisions.`;

async function issuePage(ctx: Ctx, id: string, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  demand(mayIssueReport(ctx.actor));
  const report = await findReport(ctx, id);
  const [newest] = await issuesOf(ctx, id);
  const print = await reportForPrint(ctx, report);
  const blockers = await blockersOf(ctx, print, newest ?? null);
  const trustees = await trusteesToday(ctx);
  const when = { academicYear: report.academic_year, term: report.term };
  const changes = changesBetween(report.facts, await assembleFacts(ctx, when));
  const { first } = lengthOf(print);
  return appPage(
    ctx,
    { title: newest ? 'Issue the report again' : 'Issue the report', crumbs: reportCrumbs(report), errors },
    <>
      <PageHeading
        caption={reportTitle(report)}
        title={newest ? 'Issue the report again' : 'Issue the report'}
        lead="It is frozen with its hash, given to every trustee, and each is asked to confirm receipt."
        actions={
          <ButtonLink href={boardReportPaths.preview(id)} variant="secondary">
            Look at it as it will be
          </ButtonLink>
        }
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
      {trustees.length > 0 ? (
        <p class="govuk-body">
          It goes to {names.format(trustees)}. {asked(print.decisions.length)}
        </p>
      ) : (
        <WarningText>
          Nobody is a trustee in Cairn today, so nobody would be told. The administrator gives people that role.
        </WarningText>
      )}
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
    const { told } = await issueReport(ctx, id, form.value.why);
    return redirectTo(
      boardReportPaths.issued(id),
      told > 0
        ? 'The report has been issued, and the trustees have been told.'
        : 'The report has been issued. Nobody is a trustee in Cairn, so nobody has been told.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await issuePage(ctx, id, error.errors, form.typed);
    throw error;
  }
}
