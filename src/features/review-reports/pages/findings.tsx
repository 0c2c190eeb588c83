import type { Ctx } from '#core/context.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { addFinding, changeFinding, moveFindingUp, removeFinding } from '../actions/change-findings.ts';
import { type FindingContent, loadContent, type ReportContent } from '../content/queries.ts';
import { findingForm, newFindingForm, removeForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { reportPage } from './frame.tsx';

type FieldsProps = { content: ReportContent; id: string; finding?: FindingContent; shown: ReturnType<typeof shownIn> };

const Fields = ({ content, id, finding, shown }: FieldsProps) => (
  <>
    <TextArea
      name="what"
      id={`what-${id}`}
      label="What should be done or changed"
      hint="One thing, so that it can become one line of the plan"
      rows={2}
      value={shown.value('what') ?? finding?.what}
      error={shown.error('what')}
      countWords
    />
    <TextArea
      name="why"
      id={`why-${id}`}
      label="Why"
      hint="What was seen, and what it does to pupils"
      rows={3}
      value={shown.value('why') ?? finding?.why}
      error={shown.error('why')}
      countWords
    />
    <Select
      name="areaCode"
      id={`area-${id}`}
      label="Theme"
      placeholder="None in particular"
      value={shown.value('areaCode') ?? finding?.areaCode ?? ''}
      error={shown.error('areaCode')}
      options={content.themes.map((theme) => ({ value: theme.areaCode, label: theme.title }))}
    />
  </>
);

const themeOf = (content: ReportContent, finding: FindingContent): string =>
  content.themes.find((theme) => theme.areaCode === finding.areaCode)?.title ?? 'No theme in particular';

type CardProps = {
  ctx: Ctx;
  content: ReportContent;
  finding: FindingContent;
  may: boolean;
  refused: Refused | undefined;
  stale: boolean;
};

const FindingCard = ({ ctx, content, finding, may, refused, stale }: CardProps) => {
  const { id: reportId } = content.report;
  const csrfToken = ctx.page.csrfToken;
  const change = shownIn(`change-${finding.id}`, refused);
  const remove = shownIn(`remove-${finding.id}`, refused);
  return (
    <Card title={`${finding.number}. ${finding.what}`} headingLevel={2}>
      <p class="govuk-body">{finding.why}</p>
      <p class="govuk-hint">{themeOf(content, finding)}</p>
      {may ? (
        <>
          <Details
            summary={
              <>
                Change<span class="govuk-visually-hidden"> finding {finding.number}</span>
              </>
            }
            open={change.open}
          >
            {change.open && stale ? (
              <StoredNow
                message="Another author changed this finding after you had opened the page."
                rows={[
                  { key: 'What', value: finding.what },
                  { key: 'Why', value: finding.why },
                ]}
              />
            ) : null}
            <Form
              action={reviewReportPaths.finding(reportId, finding.id)}
              csrfToken={csrfToken}
              label={`Change finding ${finding.number}`}
            >
              <HiddenField name="revision" value={finding.revision} />
              <Fields content={content} id={finding.id} finding={finding} shown={change} />
              <Button>Save the finding</Button>
            </Form>
            {finding.number > 1 ? (
              <Form action={reviewReportPaths.moveFinding(reportId, finding.id)} csrfToken={csrfToken}>
                <Button variant="secondary" hiddenText={`finding ${finding.number}`}>
                  Move up
                </Button>
              </Form>
            ) : null}
          </Details>
          <Details
            summary={
              <>
                Take it out<span class="govuk-visually-hidden"> (finding {finding.number})</span>
              </>
            }
            open={remove.open}
          >
            <Form action={reviewReportPaths.removeFinding(reportId, finding.id)} csrfToken={csrfToken}>
              <TextArea
                name="why"
                id={`out-${finding.id}`}
                label="Why it is taken out"
                rows={2}
                value={remove.value('why')}
                error={remove.error('why')}
              />
              <Button variant="secondary" hiddenText={`finding ${finding.number}`}>
                Take out
              </Button>
            </Form>
          </Details>
        </>
      ) : null}
    </Card>
  );
};

async function show(ctx: Ctx, reportId: string, refused?: Refused, stale = false): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  const content = await loadContent(ctx, report);
  const may = mayWrite(ctx.actor, report).allowed;
  const add = shownIn('add', refused);
  return reportPage(
    ctx,
    report,
    { title: 'Findings', errors: refused?.errors ?? [], ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        title="Findings to act on"
        caption={report.schoolName}
        lead="Few and clear: each becomes one line of the school’s action plan, or the school says why not."
      />
      {content.findings.length === 0 ? <p class="govuk-body">There is no finding yet.</p> : null}
      {content.findings.map((finding) => (
        <FindingCard ctx={ctx} content={content} finding={finding} may={may} refused={refused} stale={stale} />
      ))}
      {may ? (
        <>
          <h2 class="govuk-heading-m">Add a finding</h2>
          <Form
            action={reviewReportPaths.findings(report.id)}
            csrfToken={ctx.page.csrfToken}
            label="Add a finding"
            warnUnsaved
          >
            <Fields content={content} id="new" shown={add} />
            <Button>Add the finding</Button>
          </Form>
        </>
      ) : null}
    </>,
  );
}

export const showFindings = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'));

export async function postFinding(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const act = async (value: { areaCode: string | null; what: string; why: string }) => {
    await addFinding(ctx, reportId, value);
    return redirectTo(reviewReportPaths.findings(reportId), 'The finding has been added.');
  };
  return await answerForm('add', readForm(newFindingForm, request.form), act, (refused) =>
    show(ctx, reportId, refused),
  );
}

export async function postFindingChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const findingId = idParam(request, 'reportFindingId');
  const form = `change-${findingId}`;
  const read = readForm(findingForm, request.form);
  if (!read.ok) return await show(ctx, reportId, { form, errors: read.errors, typed: read.typed });
  try {
    await changeFinding(ctx, reportId, findingId, read.value);
    return redirectTo(reviewReportPaths.findings(reportId), 'The finding has been saved.');
  } catch (error) {
    if (error instanceof StaleRevision) return await show(ctx, reportId, { form, errors: [], typed: read.typed }, true);
    if (error instanceof Invalid) return await show(ctx, reportId, { form, errors: error.errors, typed: read.typed });
    throw error;
  }
}

export async function postFindingMove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  await moveFindingUp(ctx, reportId, idParam(request, 'reportFindingId'));
  return redirectTo(reviewReportPaths.findings(reportId), 'The finding has been moved up.');
}

export async function postFindingRemoval(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const findingId = idParam(request, 'reportFindingId');
  const act = async ({ why }: { why: string }) => {
    await removeFinding(ctx, reportId, findingId, why);
    return redirectTo(reviewReportPaths.findings(reportId), 'The finding has been taken out.');
  };
  return await answerForm(`remove-${findingId}`, readForm(removeForm, request.form), act, (refused) =>
    show(ctx, reportId, refused),
  );
}
