import { hasRole, holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { confirmReceipt } from '../actions/issue-report.ts';
import { frozenDocument, type Issue, issueFile, issuesOf, type Receipt, receiptsOf } from '../issue-queries.ts';
import { boardReportPaths } from '../paths.ts';
import { type BoardReport, findReport } from '../queries.ts';
import { listCrumbs, reportTitle } from './report-frame.ts';

type Shown = { report: BoardReport; issue: Issue; issues: readonly Issue[]; receipts: readonly Receipt[] };

/** What the reader can do with the issue: take it along, confirm it, or read the newer one. */
const Top = ({ ctx, report, issue, issues, receipts }: Shown & { ctx: Ctx }) => {
  const [newest] = issues;
  const mine = receipts.find((receipt) => receipt.id === ctx.actor.personId);
  return (
    <>
      {newest && newest.id !== issue.id ? (
        <WarningText>
          This issue has been replaced.{' '}
          <a class="govuk-link" href={boardReportPaths.issued(report.id)}>
            Read issue {newest.number}
          </a>
        </WarningText>
      ) : issue.why ? (
        <InsetText>
          Issue {issue.number} corrects the one before. Why: {issue.why}
        </InsetText>
      ) : null}
      {newest?.id === issue.id && hasRole(ctx.actor, 'trustee') ? (
        mine?.received_at ? (
          <p class="govuk-body">You confirmed receipt on {longMoment(mine.received_at)}.</p>
        ) : (
          <Form action={boardReportPaths.receipt(report.id)} csrfToken={ctx.page.csrfToken}>
            <Button>I have received this report</Button>
          </Form>
        )
      ) : null}
      <ButtonGroup>
        <ButtonLink href={boardReportPaths.file(report.id, issue.number, 'pdf')} variant="secondary">
          PDF
        </ButtonLink>
        <ButtonLink href={boardReportPaths.file(report.id, issue.number, 'docx')} variant="secondary" download>
          Word
        </ButtonLink>
        {holds(ctx.actor, 'board-report:write') ? (
          <ButtonLink href={boardReportPaths.report(report.id)} variant="secondary">
            Go to writing
          </ButtonLink>
        ) : null}
      </ButtonGroup>
    </>
  );
};

const About = ({ report, issue, issues, receipts, unchanged }: Shown & { unchanged: boolean }) => {
  const confirmed = receipts.filter((receipt) => receipt.received_at).length;
  return (
    <>
      <Table
        caption="Issues"
        columns={[{ header: 'Issue' }, { header: 'Issued' }, { header: 'Why' }]}
        rows={issues.map((one) => [
          one.id === issue.id ? (
            `Issue ${one.number}, shown here`
          ) : (
            <a class="govuk-link" href={boardReportPaths.oneIssue(report.id, one.number)}>
              Issue {one.number}
            </a>
          ),
          `${longMoment(one.issued_at)}, ${one.by}`,
          one.why ?? 'The first issue',
        ])}
        stack
      />
      <SummaryList
        rows={[
          {
            key: 'SHA-256 of what was frozen',
            value: (
              <>
                <span class="cairn-hash">{issue.sha256}</span>
                <br />
                {unchanged
                  ? 'The report still has the hash that it was issued with.'
                  : 'The report no longer has the hash that it was issued with. Tell the administrator.'}
              </>
            ),
          },
        ]}
      />
      <Table
        caption={`Who has confirmed issue ${issue.number}: ${confirmed} of ${receipts.length}`}
        columns={[{ header: 'Trustee' }, { header: 'Receipt' }]}
        rows={receipts.map((receipt) => [
          receipt.name,
          receipt.received_at ? `Confirmed on ${longMoment(receipt.received_at)}` : 'Has not confirmed yet',
        ])}
        empty="No trustee was on record when it was issued. The administrator gives people that role."
      />
    </>
  );
};

/** One issue as it was frozen, the newest where none is named; a report that has not been issued is not there. */
async function issuePage(ctx: Ctx, request: PageRequest, number: string | null): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  const issues = await issuesOf(ctx, report.id);
  const issue = number === null ? issues[0] : issues.find((one) => String(one.number) === number);
  if (!issue) throw new NotFound();
  const shown: Shown = { report, issue, issues, receipts: await receiptsOf(ctx, issue.id) };
  const { document, unchanged } = frozenDocument(issue);
  const issuedOn = longDate(londonDate(issue.issued_at));
  return appPage(
    ctx,
    { title: `${reportTitle(report)}, issued on ${issuedOn}`, crumbs: listCrumbs },
    <>
      <Top ctx={ctx} {...shown} />
      {renderHtml(document)}
      <h2 class="govuk-heading-m">About this issue</h2>
      <About {...shown} unchanged={unchanged} />
    </>,
  );
}

export const showIssued = (ctx: Ctx, request: PageRequest): Promise<Reply> => issuePage(ctx, request, null);

export const showOneIssue = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  issuePage(ctx, request, textParam(request, 'issueNumber'));

export async function downloadReport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reportId'));
  const format = textParam(request, 'format');
  const number = textParam(request, 'issueNumber');
  if ((format !== 'pdf' && format !== 'docx') || !/^[1-9]\d{0,3}$/.test(number)) throw new NotFound();
  const file = await issueFile(ctx, report.id, Number(number), format);
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name, inline: format === 'pdf' });
}

export async function sendReceipt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  await confirmReceipt(ctx, id);
  return redirectTo(boardReportPaths.issued(id), 'Thank you. Your receipt is on record.');
}
