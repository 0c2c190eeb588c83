import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { londonDate, longMoment, shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Columns } from '#ui/columns.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { type Step, Steps } from '#ui/steps.tsx';
import { Table } from '#ui/table.tsx';
import { type Task, TaskList } from '#ui/task-list.tsx';
import { Timeline } from '#ui/timeline.tsx';
import type { ReportFacts } from '../blocker-rules.ts';
import { findingChanges } from '../change-rules.ts';
import { loadContent, type PartContent, type ReportContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import { lookedAtSentence } from '../documents/looked-at.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayReadDraft } from '../policy.ts';
import { findReport, type Report } from '../queries.ts';
import { reportStates, reportSteps, type StepName, sections } from '../rules.ts';
import { listCrumb, reportPage, StateTag } from './frame.tsx';
import { LengthNow, type Measured, measure } from './length.tsx';
import { NextStep } from './next-step.tsx';

const way: readonly { label: string; done: StepName; states: readonly Report['state'][] }[] = [
  { label: 'Written', done: 'sent_to_school', states: ['draft'] },
  { label: 'Facts checked by the school', done: 'facts_returned', states: ['facts'] },
  { label: 'Replied and revised', done: 'sent_to_sign', states: ['revision'] },
  { label: 'Signed', done: 'signed', states: ['signature'] },
  { label: 'Issued', done: 'issued', states: ['signed'] },
];

function progress(content: ReportContent): Step[] {
  const { state } = content.report;
  const now = way.findIndex((stage) => stage.states.includes(state));
  return way.map((stage, index) => {
    if (index === now) return { label: stage.label, state: 'current', detail: reportStates[state].words };
    const step = content.steps.findLast((taken) => taken.step === stage.done);
    const done = now === -1 || index < now;
    const detail = done && step ? `${step.name}, ${shortDate(londonDate(step.takenAt))}` : undefined;
    return { label: stage.label, state: done ? 'done' : 'next', detail };
  });
}

const lastWritten = (part: PartContent): string =>
  part.savedBy && part.savedAt
    ? `Last written by ${part.savedBy}, ${longMoment(part.savedAt)}`
    : 'As the review says it';

function sectionTasks(content: ReportContent): Task[] {
  const { id } = content.report;
  return content.sections
    .filter((it) => it.code !== 'changes')
    .map((it) => {
      const empty = it.body.trim() === '';
      const bare = content.claims.filter((claim) => claim.part === it.part && claim.state === 'unsupported').length;
      const missing = bare > 0 ? `, ${bare} without evidence` : '';
      return {
        title: it.title,
        href: reviewReportPaths.section(id, it.code),
        hint: it.revision > 1 ? lastWritten(it) : undefined,
        status: empty ? (sections[it.code].required ? 'Nothing written' : 'Empty, may stay so') : `Written${missing}`,
        ...(empty ? {} : { colour: bare > 0 ? ('amber' as const) : ('green' as const) }),
      };
    });
}

function laterTasks(content: ReportContent): Task[] {
  const { id } = content.report;
  const unanswered = findingChanges(content.earlier?.findings ?? [], content.findings, content.followUps).unanswered
    .length;
  const words = content.sections.find((it) => it.code === 'changes');
  return [
    {
      title: 'Findings to act on',
      href: reviewReportPaths.findings(id),
      status: content.findings.length === 0 ? 'None yet' : String(content.findings.length),
      ...(content.findings.length === 0 ? {} : { colour: 'green' as const }),
    },
    {
      title: 'Set beside the report before',
      href: reviewReportPaths.changes(id),
      status: !content.earlier ? 'There was none' : unanswered > 0 ? `${unanswered} of its findings open` : 'Complete',
      ...(content.earlier ? { colour: unanswered > 0 ? ('amber' as const) : ('green' as const) } : {}),
    },
    {
      title: sections.changes.title,
      href: reviewReportPaths.section(id, 'changes'),
      hint: 'In your own words',
      status: (words?.body ?? '').trim() === '' ? 'Empty, may stay so' : 'Written',
    },
  ];
}

const Themes = ({ content }: { content: ReportContent }) => (
  <Table
    caption="Themes"
    stack
    columns={[
      { header: 'Theme' },
      { header: 'Trust judgement' },
      { header: 'The school’s own view' },
      { header: 'Text' },
    ]}
    rows={content.themes.map((theme) => [
      <Link href={reviewReportPaths.theme(content.report.id, theme.areaCode)}>{theme.title}</Link>,
      <FrameworkGrade grade={theme.grade} />,
      <FrameworkGrade grade={theme.ownGrade} />,
      theme.body.trim() === '' ? 'Nothing written' : theme.revision > 1 ? lastWritten(theme) : 'As the review says it',
    ])}
  />
);

type AsideProps = { content: ReportContent; facts: ReportFacts; ofTrust: boolean; measured: Measured | null };

const Aside = ({ content, facts, ofTrust, measured }: AsideProps) => {
  const { report } = content;
  const returned = content.checks.some((round) => round.returnedAt !== null);
  return (
    <>
      {measured ? (
        <>
          <h2 class="govuk-heading-s">Pages</h2>
          <LengthNow measured={measured} />
        </>
      ) : null}
      <h2 class="govuk-heading-s">Read and check</h2>
      <ul class="govuk-list">
        <li>
          <Link href={reviewReportPaths.preview(report.id)}>The whole draft as one document</Link>
        </li>
        {ofTrust ? (
          <>
            <li>
              <Link href={reviewReportPaths.claims(report.id)}>Evidence behind each sentence</Link>
              {facts.unsupported > 0 ? ` (${facts.unsupported} without)` : ''}
            </li>
            <li>
              <Link href={reviewReportPaths.governors(report.id)}>The version for governors</Link>
              {facts.leftovers > 0 ? ` (${facts.leftovers} to settle)` : ''}
            </li>
          </>
        ) : null}
        {returned ? (
          <li>
            <Link href={reviewReportPaths.replies(report.id)}>Points of the school and replies</Link>
          </li>
        ) : null}
        {report.everIssued ? (
          <li>
            <Link href={reviewReportPaths.issued(report.id)}>The issued report</Link>
          </li>
        ) : null}
        <li>
          <Link href={qaReviewPaths.review(report.qaReviewId)}>The review</Link>
        </li>
      </ul>
      <h2 class="govuk-heading-s">Authors</h2>
      <ul class="govuk-list">
        {report.authors.map((author) => (
          <li>
            {author.name}
            {author.role === 'lead' ? ', lead author' : ''}
          </li>
        ))}
      </ul>
      {ofTrust ? (
        <p class="govuk-body">
          <Link href={reviewReportPaths.authors(report.id)}>Change the authors</Link>
        </p>
      ) : null}
      <h2 class="govuk-heading-s">What has happened</h2>
      <Timeline
        events={content.steps.toReversed().map((step) => ({
          title: reportSteps[step.step].summary.replace(/^./, (first) => first.toUpperCase()),
          by: step.name,
          when: longMoment(step.takenAt),
          datetime: step.takenAt.toString(),
          children: step.why,
        }))}
      />
      {ofTrust ? <TrailLink table="review_report" id={report.id} label="History of this report" /> : null}
    </>
  );
};

/** Where one report stands, what it says so far, and what is next. */
export async function reportView(ctx: Ctx, report: Report, errors: readonly FieldError[] = []): Promise<Reply> {
  const content = await loadContent(ctx, report);
  const { facts, governors } = await loadFacts(ctx, content);
  const ofTrust = isOfTrust(ctx.actor, report.schoolId);
  const measured = ofTrust ? await measure(ctx, content, governors) : null;
  return reportPage(
    ctx,
    report,
    { title: report.title, crumbs: [listCrumb], errors },
    <>
      <PageHeading
        title={report.title}
        caption={report.schoolName}
        status={<StateTag state={report.state} />}
        lead={lookedAtSentence(content, false)}
      />
      <Steps steps={progress(content)} />
      {report.stateWhy && !['issued', 'withdrawn'].includes(report.state) ? (
        <InsetText>
          {content.steps.at(-1)?.name} wrote: {report.stateWhy}
        </InsetText>
      ) : null}
      <Columns
        main={
          <>
            <section>
              <h2 class="govuk-heading-m">Next</h2>
              <NextStep ctx={ctx} report={report} facts={facts} errors={errors} />
            </section>
            <h2 class="govuk-heading-m">Sections</h2>
            <TaskList tasks={sectionTasks(content)} idPrefix="section" />
            <Themes content={content} />
            <h2 class="govuk-heading-m">Findings and what has changed</h2>
            <TaskList tasks={laterTasks(content)} idPrefix="later" />
          </>
        }
        asideLabel="About this report"
        aside={<Aside content={content} facts={facts} ofTrust={ofTrust} measured={measured} />}
      />
    </>,
  );
}

/** The workspace for those who may read the draft; others are led to what has been issued. */
export async function showReport(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reviewReportId'));
  if (!mayReadDraft(ctx.actor, report).allowed) return redirectTo(reviewReportPaths.issued(report.id));
  return await reportView(ctx, report);
}
