import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { findFramework } from '#core/frameworks/queries.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { followUp } from '../actions/follow-up.ts';
import { type EarlierFinding, findingChanges, type GradeChange, gradeChanges, textChange } from '../change-rules.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { aboutWhat } from '../documents/report-document.ts';
import { followUpForm } from '../forms.ts';
import type { ReportIssue } from '../issues/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { type Found, foundNames, foundWords } from '../rules.ts';
import { reportPage } from './frame.tsx';
import { WordsCompared } from './words-compared.tsx';

const ways: Record<NonNullable<GradeChange['way']>, string> = { better: 'Better', same: 'The same', worse: 'Worse' };
const foundColours: Record<Found, TagColour> = { settled: 'green', still_open: 'amber', not_looked_at: 'grey' };

const Grades = ({ changes }: { changes: readonly GradeChange[] }) => (
  <Table
    caption="Grades of both reports"
    stack
    columns={[{ header: 'Theme' }, { header: 'Before' }, { header: 'Now' }, { header: 'Change' }]}
    rows={changes.map((change) => [
      change.title,
      change.before ? <FrameworkGrade grade={change.before} /> : 'None',
      change.now ? <FrameworkGrade grade={change.now} /> : 'None',
      change.way ? ways[change.way] : (change.why ?? ''),
    ])}
  />
);

type EarlierProps = {
  ctx: Ctx;
  content: ReportContent;
  earlier: EarlierFinding;
  may: boolean;
  refused: Refused | undefined;
};

const Earlier = ({ ctx, content, earlier: { finding, said, carriedBy }, may, refused }: EarlierProps) => {
  const shown = shownIn(finding.id, refused);
  const carried = content.findings.find((it) => it.number === carriedBy);
  const revision = content.followUps.find((it) => it.earlierFindingId === finding.id)?.revision ?? 0;
  return (
    <Card
      title={`${finding.number}. ${finding.what}`}
      aside={
        said ? (
          <Tag colour={foundColours[said.found]}>{foundWords[said.found]}</Tag>
        ) : (
          <Tag colour="red">Nothing said yet</Tag>
        )
      }
    >
      <p class="govuk-body">{finding.why}</p>
      {said?.words ? <p class="govuk-body">Seen now: {said.words}</p> : null}
      {carried ? (
        <>
          <p class="govuk-body">Carried on as finding {carried.number}, word by word:</p>
          <WordsCompared before={finding.what} now={carried.what} />
        </>
      ) : null}
      {may ? (
        <Details
          summary={
            <>
              {said ? 'Change what is said' : 'Say what became of it'}
              <span class="govuk-visually-hidden"> (finding {finding.number} of the report before)</span>
            </>
          }
          open={shown.open || said === null}
        >
          <Form
            action={reviewReportPaths.followUp(content.report.id, finding.id)}
            csrfToken={ctx.page.csrfToken}
            label={`Finding ${finding.number}`}
          >
            <HiddenField name="revision" value={revision} />
            <Radios
              name="found"
              id={`found-${finding.id}`}
              label="What was found?"
              value={shown.value('found') ?? said?.found}
              error={shown.error('found')}
              options={foundNames.map((name) => ({ value: name, label: foundWords[name] }))}
            />
            <TextArea
              name="words"
              id={`words-${finding.id}`}
              label="What was seen"
              rows={2}
              value={shown.value('words') ?? said?.words}
              error={shown.error('words')}
            />
            <Select
              name="findingId"
              id={`carried-${finding.id}`}
              label="Carried on by"
              hint="Where it is still open"
              placeholder="No finding of this report"
              value={shown.value('findingId') ?? said?.findingId ?? ''}
              error={shown.error('findingId')}
              options={content.findings.map((it) => ({ value: it.id, label: `${it.number}. ${it.what.slice(0, 70)}` }))}
            />
            <Button variant="secondary" hiddenText={`about finding ${finding.number}`}>
              Save
            </Button>
          </Form>
        </Details>
      ) : null}
    </Card>
  );
};

const Texts = ({ content, earlier }: { content: ReportContent; earlier: ReportIssue }) => (
  <>
    {[...content.sections, ...content.themes].flatMap((now) => {
      const before = earlier.parts.find((part) => part.part === now.part);
      if (now.part === 'section:changes' || !before || textChange(before.body, now.body) === null) return [];
      return [
        <Details summary={now.title}>
          <WordsCompared before={before.body} now={now.body} />
        </Details>,
      ];
    })}
  </>
);

async function show(ctx: Ctx, reportId: string, refused?: Refused): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  const content = await loadContent(ctx, report);
  const { earlier } = content;
  const may = mayWrite(ctx.actor, report).allowed;
  const title = 'What has changed since the last report';
  if (!earlier)
    return reportPage(
      ctx,
      report,
      { title },
      <>
        <PageHeading title={title} caption={report.schoolName} />
        <EmptyState title={`No report on ${aboutWhat(report)} at this school has been issued before`}>
          The next one will be set beside this: grades, findings and words.
        </EmptyState>
      </>,
    );
  const grades = gradeChanges(content.themes, earlier.themes, await findFramework(ctx, earlier.framework_id));
  const findings = findingChanges(earlier.findings, content.findings, content.followUps);
  return reportPage(
    ctx,
    report,
    { title, errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title={title}
        caption={report.schoolName}
        lead={`Beside “${earlier.title}”, issued on ${longDate(londonDate(earlier.issued_at))}. Grades are compared only within one framework.`}
      />
      <p class="govuk-body">
        <Link href={reviewReportPaths.issue(earlier.report_id, earlier.id)}>Read the report before</Link>
      </p>
      <Grades changes={grades} />
      <h2 class="govuk-heading-m">What became of its findings</h2>
      {findings.earlier.length === 0 ? <p class="govuk-body">It had none.</p> : null}
      {findings.earlier.map((one) => (
        <Earlier ctx={ctx} content={content} earlier={one} may={may} refused={refused} />
      ))}
      <p class="govuk-body">
        {findings.fresh.length === 0
          ? 'No finding of this report is new.'
          : `New in this report: ${findings.fresh.length === 1 ? 'finding' : 'findings'} ${findings.fresh.join(', ')}.`}
      </p>
      <h2 class="govuk-heading-m">Texts, word by word</h2>
      <Texts content={content} earlier={earlier} />
    </>,
  );
}

export const showChanges = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'));

export async function postFollowUp(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const findingId = idParam(request, 'reportFindingId');
  return await answerForm(
    findingId,
    readForm(followUpForm, request.form),
    async ({ words, ...value }) => {
      await followUp(ctx, reportId, findingId, { ...value, words: words ?? '' });
      return redirectTo(reviewReportPaths.changes(reportId), 'Saved. The report says so.');
    },
    (refused) => show(ctx, reportId, refused),
  );
}
