import type { Ctx } from '#core/context.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { errorFor, type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { issueReport } from '../actions/issue-report.ts';
import { mayTake } from '../actions/take-step.ts';
import { blockersOf } from '../blocker-rules.ts';
import { loadContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import { issueForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, maySign } from '../policy.ts';
import { printReport } from '../print.ts';
import { findDraft, type Report } from '../queries.ts';
import { Blockers, reportPage, StateTag } from './frame.tsx';
import { LengthNow, type Measured, measure } from './length.tsx';
import { HandOverForm, ReasonForm } from './next-step.tsx';

type IssueProps = {
  ctx: Ctx;
  report: Report;
  blockers: readonly string[];
  measured: Measured;
  errors: readonly FieldError[];
  typed: string | undefined;
};

const Issue = ({ ctx, report, blockers, measured, errors, typed }: IssueProps) => (
  <>
    <Blockers title="Before you can issue it" lines={blockers} />
    {blockers.length === 0 ? (
      <Form action={reviewReportPaths.step(report.id, 'issued')} csrfToken={ctx.page.csrfToken}>
        {measured.over.length > 0 ? (
          <>
            <WarningText>{measured.over.join(' ')}</WarningText>
            <TextArea
              name="overLimitWhy"
              label="Why it is issued so long"
              hint="Or send it back to be shortened. The reason is kept with the issue."
              rows={2}
              value={typed}
              error={errorFor(errors, 'overLimitWhy')}
            />
          </>
        ) : null}
        <Button>Issue to the school and its governors</Button>
      </Form>
    ) : null}
  </>
);

/** What a trust leader reads before signing, and before issuing: either version. */
export async function signView(
  ctx: Ctx,
  report: Report,
  errors: readonly FieldError[] = [],
  typed?: string,
  version = 'governors',
): Promise<Reply> {
  if (!isOfTrust(ctx.actor, report.schoolId)) throw new NotFound();
  const content = await loadContent(ctx, report);
  const { facts, governors } = await loadFacts(ctx, content);
  const printed = await printReport(ctx, content, governors, 'draft');
  const measured = await measure(ctx, content, governors);
  const signed = report.state === 'signed';
  const may = maySign(ctx.actor, report);
  const path = reviewReportPaths.sign(report.id);
  const full = version === 'full';
  return reportPage(
    ctx,
    report,
    { title: signed ? 'Issue the report' : 'Sign the report', errors },
    <>
      <PageHeading
        title={signed ? 'Issue the report' : 'Sign the report'}
        caption={report.schoolName}
        status={<StateTag state={report.state} />}
        lead="It goes in full to the school’s leaders and the Trust, and without names to governors and trustees. Both are frozen then: a later change is a new issue."
      />
      <LengthNow measured={measured} />
      {may.allowed ? null : <p class="govuk-body">{may.why}</p>}
      {report.state === 'signature' ? (
        <HandOverForm ctx={ctx} report={report} step="signed" label="Sign the report" facts={facts} />
      ) : null}
      {signed && may.allowed ? (
        <Issue
          ctx={ctx}
          report={report}
          blockers={blockersOf('issued', facts)}
          measured={measured}
          errors={errors}
          typed={typed}
        />
      ) : null}
      {report.state === 'signature' || signed ? (
        <ReasonForm
          ctx={ctx}
          report={report}
          step="sent_back"
          may={mayTake('sent_back', ctx.actor, report).allowed}
          summary="Send the report back to its authors"
          label="Send it back"
          errors={errors}
          hint="What should be changed before you sign or issue it."
        />
      ) : null}
      <SubNavigation
        label="Which version"
        items={[
          { href: path, label: 'For governors', current: !full },
          { href: `${path}?version=full`, label: 'In full', current: full },
        ]}
      />
      {renderHtml(full ? printed.full : printed.governors)}
    </>,
  );
}

export async function showSign(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await signView(
    ctx,
    await findDraft(ctx, idParam(request, 'reviewReportId')),
    [],
    undefined,
    request.query['version'],
  );
}

export async function postIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(issueForm, request.form);
  const again = async (errors: readonly FieldError[]) =>
    signView(ctx, await findDraft(ctx, reportId), errors, form.typed['overLimitWhy']);
  if (!form.ok) return await again(form.errors);
  try {
    await issueReport(ctx, reportId, form.value.overLimitWhy);
    return redirectTo(
      reviewReportPaths.issued(reportId),
      'The report has been issued to the school and its governors.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await again(error.errors);
    throw error;
  }
}
