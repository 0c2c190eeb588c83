import { hasRole, holds } from '#core/access/actor.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import { type DocumentTree, renderHtml } from '#platform/documents/index.ts';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { confirmReceipt, issueReport } from '../actions/issue-report.ts';
import { assembleFacts } from '../assemble.ts';
import { reportDocument } from '../documents/report-document.ts';
import { issueForm } from '../forms.ts';
import { boardReportPaths } from '../paths.ts';
import { mayIssueReport } from '../policy.ts';
import { reportForPrint } from '../print.ts';
import { findReport, issuesOf, receiptsOf } from '../queries.ts';
import { changesBetween } from '../rules.ts';
import { reportTitle } from './edit.tsx';

const crumbs = [{ href: boardReportPaths.list, label: 'Reports to Trustees' }];

/** The document as it was frozen. */
function frozenDocument(content: unknown): DocumentTree {
  const text = typeof content === 'object' && content !== null && 'text' in content ? String(content.text) : '{}';
  const tree = JSON.parse(text) as Omit<DocumentTree, 'date'> & { date: string };
  return { ...tree, date: Temporal.PlainDate.from(tree.date) };
}

/** The report as it would be issued now. */
export async function showPreview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  return appPage(
    ctx,
    {
      title: 'As it will be',
      crumbs: [...crumbs, { href: boardReportPaths.report(report.id), label: reportTitle(report) }],
    },
    <>
      <p class="govuk-body">
        This is how the report stands. It has not been issued from here.{' '}
        <a class="govuk-link" href={boardReportPaths.report(report.id)}>
          Go back to writing
        </a>
      </p>
      {renderHtml(reportDocument(await reportForPrint(ctx, report, null)))}
    </>,
  );
}

async function issuePage(ctx: Ctx, id: string, errors: readonly FieldError[] = []): Promise<Reply> {
  demand(mayIssueReport(ctx.actor));
  const report = await findReport(ctx, id);
  const again = (await issuesOf(ctx, id)).length > 0;
  const changes = changesBetween(report.facts, await assembleFacts(ctx));
  return appPage(
    ctx,
    {
      title: 'Issue the report',
      crumbs: [...crumbs, { href: boardReportPaths.report(id), label: reportTitle(report) }],
      errors,
    },
    <>
      <PageHeading
        caption={reportTitle(report)}
        title="Issue the report"
        lead="It is frozen with its hash, given to every trustee, and each is asked to confirm receipt."
      />
      {changes.length > 0 ? (
        <p class="govuk-body">
          Since it was assembled, {changes.length} {changes.length === 1 ? 'thing has' : 'things have'} changed. You may
          issue it as it is, or{' '}
          <a class="govuk-link" href={boardReportPaths.report(id)}>
            go back and assemble it anew
          </a>
          .
        </p>
      ) : null}
      <Form action={boardReportPaths.issue(id)} csrfToken={ctx.page.csrfToken}>
        {again ? (
          <TextField
            name="why"
            label="Why it is issued again"
            hint="The issue before stays as it was"
            error={errors.find((error) => error.field === 'why')?.message}
            required
          />
        ) : null}
        <Button>Issue it to trustees</Button>
      </Form>
    </>,
  );
}

export const showIssue = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  issuePage(ctx, idParam(request, 'reportId'));

export async function sendIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const form = readForm(issueForm, request.form);
  if (!form.ok) return await issuePage(ctx, id, form.errors);
  try {
    await issueReport(ctx, id, form.value.why);
  } catch (error) {
    if (error instanceof Invalid) return await issuePage(ctx, id, error.errors);
    throw error;
  }
  return redirectTo(boardReportPaths.issued(id), 'The report has been issued, and the trustees have been told.');
}

/** The newest issue, as it was frozen, with its files and receipts. */
export async function showIssued(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  const issues = await issuesOf(ctx, report.id);
  const [newest] = issues;
  if (!newest) throw new NotFound();
  const receipts = await receiptsOf(ctx, newest.id);
  const mine = receipts.find((receipt) => receipt.id === ctx.actor.personId);
  return appPage(
    ctx,
    { title: reportTitle(report), crumbs },
    <>
      <ButtonGroup>
        <ButtonLink href={boardReportPaths.file(report.id, 'pdf')} variant="secondary">
          PDF
        </ButtonLink>
        <ButtonLink href={boardReportPaths.file(report.id, 'docx')} variant="secondary" download>
          Word
        </ButtonLink>
        {holds(ctx.actor, 'board-report:write') ? (
          <ButtonLink href={boardReportPaths.report(report.id)} variant="secondary">
            Go to writing
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      {hasRole(ctx.actor, 'trustee') && mine && !mine.received_at ? (
        <Form action={boardReportPaths.receipt(report.id)} csrfToken={ctx.page.csrfToken}>
          <Button>I have received this report</Button>
        </Form>
      ) : null}
      {renderHtml(frozenDocument(newest.content))}
      <h2 class="govuk-heading-m">About this issue</h2>
      <SummaryList
        rows={[
          ...issues.map((issue) => ({
            key: `Issue ${issue.number}`,
            value: `${issue.by}, ${longMoment(issue.issued_at)}${issue.why ? `. Why: ${issue.why}` : ''}`,
          })),
          { key: 'SHA-256 of what was frozen', value: <span class="cairn-hash">{newest.sha256}</span> },
        ]}
      />
      <Table
        caption="Who has received it"
        columns={[{ header: 'Trustee' }, { header: 'Receipt' }]}
        rows={receipts.map((receipt) => [
          receipt.name,
          receipt.received_at ? `Confirmed on ${longMoment(receipt.received_at)}` : 'Has not confirmed yet',
        ])}
        empty="The trust has no trustee on record."
      />
    </>,
  );
}

export async function downloadReport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  const format = textParam(request, 'format');
  if (format !== 'pdf' && format !== 'docx') throw new NotFound();
  return await downloadFrozen(ctx, 'board-report', report.id, format);
}

export async function sendReceipt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  await confirmReceipt(ctx, id);
  return redirectTo(boardReportPaths.issued(id), 'Thank you. Your receipt is on record.');
}
