import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { readingTime, renderHtml } from '#platform/documents/index.ts';
import { type FieldError, NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { confirmReceipt } from '../actions/confirm-receipt.ts';
import { frozenDocument, issuesOf, type ReportIssue, recipientsOf } from '../issues/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayBeginChange, mayReceive, maySign, readsInFull } from '../policy.ts';
import { findReport, type Report } from '../queries.ts';
import { FindingsTable } from './finding-outcomes.tsx';
import { listCrumb, reportPage } from './frame.tsx';
import { ReasonForm } from './next-step.tsx';

type Version = 'full' | 'governors';
type Shown = { errors?: readonly FieldError[]; version?: string | undefined };

/** The issue asked for, or the newest. */
async function pick(ctx: Ctx, report: Report, issueId: string | null) {
  const issues = await issuesOf(ctx, report.id);
  const issue = issueId === null ? issues[0] : issues.find((one) => one.id === issueId);
  if (!issue) throw new NotFound('This report has not been issued yet.');
  return { issue, issues };
}

const Notices = ({
  issue,
  issues,
  reportId,
}: {
  issue: ReportIssue;
  issues: readonly ReportIssue[];
  reportId: string;
}) => (
  <>
    {issue.withdrawn_at ? (
      <NotificationBanner kind="error" title={`Withdrawn on ${longDate(londonDate(issue.withdrawn_at))}`}>
        It no longer counts. Reason: {issue.withdrawn_why}
      </NotificationBanner>
    ) : null}
    {issue !== issues[0] && issues[0] ? (
      <NotificationBanner kind="info" title={`This is issue ${issue.number}, kept as it was`}>
        <Link href={reviewReportPaths.issue(reportId, issues[0].id)}>Read issue {issues[0].number}</Link>, which
        replaced it: {issues[0].why}
      </NotificationBanner>
    ) : null}
  </>
);

const Downloads = ({ reportId, issueId, version }: { reportId: string; issueId: string; version: Version }) => (
  <ButtonGroup>
    <ButtonLink href={reviewReportPaths.document(reportId, issueId, version, 'pdf')} variant="secondary">
      PDF
    </ButtonLink>
    <ButtonLink href={reviewReportPaths.document(reportId, issueId, version, 'docx')} variant="secondary" download>
      Word
    </ButtonLink>
  </ButtonGroup>
);

const Receipt = ({
  ctx,
  report,
  issue,
  confirmed,
}: {
  ctx: Ctx;
  report: Report;
  issue: ReportIssue;
  confirmed: Temporal.Instant | null;
}) =>
  confirmed === null ? (
    <Form action={reviewReportPaths.receipt(report.id, issue.id)} csrfToken={ctx.page.csrfToken}>
      <Button>I have received this report</Button>
    </Form>
  ) : (
    <InsetText>You confirmed on {longMoment(confirmed)} that you have received this report.</InsetText>
  );

const AllIssues = ({ reportId, issues }: { reportId: string; issues: readonly ReportIssue[] }) =>
  issues.length < 2 ? null : (
    <>
      <h2 class="govuk-heading-s">All issues of this report</h2>
      <ul class="govuk-list">
        {issues.map((one) => (
          <li>
            <Link href={reviewReportPaths.issue(reportId, one.id)}>Issue {one.number}</Link>,{' '}
            {longDate(londonDate(one.issued_at))}
            {one.why ? `. ${one.why}` : ''}
          </li>
        ))}
      </ul>
    </>
  );

const AfterIssue = ({ ctx, report, errors }: { ctx: Ctx; report: Report; errors: readonly FieldError[] }) => (
  <>
    <ReasonForm
      ctx={ctx}
      report={report}
      step="change_begun"
      may={['issued', 'withdrawn'].includes(report.state) && mayBeginChange(ctx.actor, report).allowed}
      summary="Change the report: begin another issue"
      label="Begin another issue"
      errors={errors}
      hint="What has to change, for those who have the issue that stands. It is printed at the head of the next one."
    />
    <ReasonForm
      ctx={ctx}
      report={report}
      step="withdrawn"
      may={report.state === 'issued' && maySign(ctx.actor, report).allowed}
      summary="Withdraw the report"
      label="Withdraw it"
      errors={errors}
      hint="It can still be read, marked as withdrawn with this reason."
    />
  </>
);

/** One issue in the version that this reader reads, with its receipts and what became of its findings. */
export async function issuedView(ctx: Ctx, report: Report, issueId: string | null, shown: Shown = {}): Promise<Reply> {
  const { issue, issues } = await pick(ctx, report, issueId);
  const inFull = readsInFull(ctx.actor, report);
  const version: Version = inFull && shown.version !== 'governors' ? 'full' : 'governors';
  const frozen = await frozenDocument(ctx, issue.id, version);
  const { minutes } = readingTime(frozen.document);
  const recipients = await recipientsOf(ctx, { issueId: issue.id, schoolId: report.schoolId });
  const newest = issue === issues[0];
  const receives = newest && issue.withdrawn_at === null && mayReceive(ctx.actor, report).allowed;
  const received = recipients.filter((one) => one.receivedAt !== null).length;
  const path = reviewReportPaths.issue(report.id, issue.id);
  const crumbs = [listCrumb, ...(inFull ? [{ href: reviewReportPaths.report(report.id), label: report.title }] : [])];
  return reportPage(
    ctx,
    report,
    { title: inFull ? `Issue ${issue.number}` : report.title, crumbs, errors: shown.errors ?? [] },
    <>
      {inFull ? (
        <SubNavigation
          label="Which version"
          items={[
            { href: path, label: 'In full', current: version === 'full' },
            { href: `${path}?version=governors`, label: 'As governors read it', current: version === 'governors' },
          ]}
        />
      ) : null}
      <p class="govuk-body">
        Issued by {issue.issued_by_name} on {longDate(londonDate(issue.issued_at))}. About {minutes}{' '}
        {minutes === 1 ? 'minute' : 'minutes'} to read.
        {issue.over_limit_why ? ` Longer than the trust allows, because: ${issue.over_limit_why}` : ''}
      </p>
      <Downloads reportId={report.id} issueId={issue.id} version={version} />
      <Notices issue={issue} issues={issues} reportId={report.id} />
      {receives ? (
        <Receipt
          ctx={ctx}
          report={report}
          issue={issue}
          confirmed={recipients.find((one) => one.personId === ctx.actor.personId)?.receivedAt ?? null}
        />
      ) : null}
      {renderHtml(frozen.document)}
      {newest ? await FindingsTable({ ctx, report, issue, inFull }) : null}
      <h2 class="govuk-heading-m">About this document</h2>
      <p class="govuk-body">
        {frozen.unchanged
          ? 'This is the document as it was issued: its fingerprint, worked out again just now, is the one recorded then.'
          : 'Warning: this document no longer has the fingerprint that was recorded when it was issued. Tell your administrator.'}
      </p>
      <p class="govuk-body cairn-hash">
        SHA-256: {(frozen.sha256.match(/.{1,16}/g) ?? []).map((part) => [<code>{part}</code>, <wbr />])}
      </p>
      <p class="govuk-body">
        <Link href={reviewReportPaths.receipts(report.id)}>
          Received by {received} of {recipients.length} governors
        </Link>
      </p>
      <AllIssues reportId={report.id} issues={issues} />
      {newest ? <AfterIssue ctx={ctx} report={report} errors={shown.errors ?? []} /> : null}
    </>,
  );
}

export async function showIssued(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reviewReportId'));
  return await issuedView(ctx, report, null, { version: request.query['version'] });
}

export async function showIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reviewReportId'));
  return await issuedView(ctx, report, idParam(request, 'reportIssueId'), { version: request.query['version'] });
}

/** A stored file of one issue, exactly as it was frozen. The full report is there only for those who read in full. */
export function downloadIssue(version: Version, format: 'pdf' | 'docx') {
  return async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const report = await findReport(ctx, idParam(request, 'reviewReportId'));
    if (version === 'full' && !readsInFull(ctx.actor, report)) throw new NotFound();
    const { issue } = await pick(ctx, report, idParam(request, 'reportIssueId'));
    return await downloadFrozen(
      ctx,
      version === 'full' ? 'review-report' : 'review-report-governors',
      issue.id,
      format,
    );
  };
}

export async function postReceipt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  await confirmReceipt(ctx, reportId, idParam(request, 'reportIssueId'));
  return redirectTo(reviewReportPaths.issued(reportId), 'Thank you. Your receipt has been recorded.');
}
