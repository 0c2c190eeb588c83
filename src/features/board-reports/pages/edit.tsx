import { academicYearName, termNames } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { readingTime } from '#platform/documents/index.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { askDecision, assembleAgain, dropDecision } from '../actions/write-report.ts';
import { assembleFacts } from '../assemble.ts';
import { exceptionBlocks, reportDocument } from '../documents/report-document.ts';
import { decisionForm } from '../forms.ts';
import { boardReportPaths } from '../paths.ts';
import { mayIssueReport } from '../policy.ts';
import { reportForPrint } from '../print.ts';
import { type BoardReport, decisionsOf, findReport, issuesOf, wordsOf } from '../queries.ts';
import { changesBetween, exceptionsOf, exceptionWords } from '../rules.ts';

export const reportTitle = (report: Pick<BoardReport, 'term' | 'academic_year'>): string =>
  `Report to Trustees, ${termNames[report.term]} ${academicYearName(report.academic_year)}`;

export const sections = [
  { code: 'introduction', label: 'Introduction', hint: 'What trustees should take from this term, in a few sentences' },
  { code: 'exceptions', label: 'On the exceptions', hint: 'What you are doing about them' },
  { code: 'support', label: 'On the support given', hint: 'What it has brought so far' },
] as const;

async function editPage(ctx: Ctx, id: string, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  const report = await findReport(ctx, id);
  const words = await wordsOf(ctx, id);
  const decisions = await decisionsOf(ctx, id);
  const issues = await issuesOf(ctx, id);
  const print = await reportForPrint(ctx, report, null);
  const time = readingTime(reportDocument(print));
  const first = readingTime({ ...reportDocument(print), blocks: exceptionBlocks(print) });
  const changes = changesBetween(report.facts, await assembleFacts(ctx));
  const exceptions = exceptionsOf(report.facts);
  const csrfToken = ctx.page.csrfToken;
  const written = (code: string) => words.find((found) => found.code === code);
  return appPage(
    ctx,
    { title: reportTitle(report), crumbs: [{ href: boardReportPaths.list, label: 'Reports to Trustees' }], errors },
    <>
      <PageHeading
        title={reportTitle(report)}
        caption={`As recorded on ${longMoment(report.assembled_at)}`}
        lead={`${time.words.toLocaleString('en-GB')} words, about ${time.minutes} ${time.minutes === 1 ? 'minute' : 'minutes'} to read; the exceptions are ${first.words} words.`}
        actions={
          <ButtonGroup>
            <ButtonLink href={boardReportPaths.preview(id)} variant="secondary">
              Look at it as it will be
            </ButtonLink>
            {mayIssueReport(ctx.actor).allowed ? (
              <ButtonLink href={boardReportPaths.issue(id)}>
                {issues.length > 0 ? 'Issue it again' : 'Issue it'}
              </ButtonLink>
            ) : null}
          </ButtonGroup>
        }
      />
      {first.words > exceptionWords ? (
        <WarningText>
          The exceptions are longer than two pages ({exceptionWords} words). Shorten your words, or move detail behind.
        </WarningText>
      ) : null}
      <section>
        <h2 class="govuk-heading-m">What has changed since it was assembled</h2>
        {changes.length === 0 ? (
          <p class="govuk-body">Nothing: the report says what is recorded now.</p>
        ) : (
          <>
            <ul class="govuk-list govuk-list--bullet">
              {changes.map((change) => (
                <li>{change}</li>
              ))}
            </ul>
            <Form action={boardReportPaths.assemble(id)} csrfToken={csrfToken}>
              <Button variant="secondary">Assemble it anew</Button>
            </Form>
          </>
        )}
      </section>
      <Table
        caption="Exceptions, as the first pages will say them"
        columns={[{ header: 'School' }, { header: 'What' }]}
        rows={exceptions.map((exception) => [exception.school, exception.sentence])}
        empty="Nothing is exceptional, and the report will say so."
      />
      <section>
        <h2 class="govuk-heading-m">Decisions wanted</h2>
        <Table
          caption="Decisions wanted from trustees"
          captionHidden
          columns={[{ header: 'Decision' }, { header: 'Change', headerHidden: true }]}
          rows={decisions.map((decision) => [
            decision.wanted,
            <Form
              action={boardReportPaths.removeDecision(id, decision.id)}
              csrfToken={csrfToken}
              label={`Take out: ${decision.wanted}`}
            >
              <Button variant="secondary" hiddenText={decision.wanted}>
                Take out
              </Button>
            </Form>,
          ])}
          rowHeaders={false}
          empty="None yet. The report will say that no decision is asked."
        />
        <Form action={boardReportPaths.decisions(id)} csrfToken={csrfToken}>
          <TextField
            name="wanted"
            label="Ask trustees to decide"
            value={typed['wanted']}
            error={errors.find((error) => error.field === 'wanted')?.message}
            required
          />
          <Button variant="secondary">Add it</Button>
        </Form>
      </section>
      <Table
        caption="Your own words"
        columns={[{ header: 'About' }, { header: 'Written' }, { header: 'Words', align: 'number' }]}
        rows={[
          ...sections.map(({ code, label }) => ({ code, label: label as string })),
          ...report.facts.schools.map((school) => ({ code: school.schoolId, label: school.name })),
        ].map(({ code, label }) => [
          <a class="govuk-link" href={boardReportPaths.words(id, code)}>
            {label}
          </a>,
          written(code) ? longDate(londonDate(written(code)?.saved_at ?? ctx.now)) : 'Nothing written',
          written(code)?.body.split(/\s+/).filter(Boolean).length ?? 0,
        ])}
      />
      <TrailLink table="board_report" id={id} label="History of this report" />
    </>,
  );
}

export const showReport = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  editPage(ctx, idParam(request, 'reportId'));

export async function sendAssemble(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  await assembleAgain(ctx, id);
  return redirectTo(boardReportPaths.report(id), 'The report has been assembled anew. Your own words have stayed.');
}

export async function sendDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const form = readForm(decisionForm, request.form);
  if (!form.ok) return await editPage(ctx, id, form.errors, form.typed);
  await askDecision(ctx, id, form.value.wanted);
  return redirectTo(boardReportPaths.report(id), 'It has been added.');
}

export async function sendDropDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  await dropDecision(ctx, id, idParam(request, 'decisionId'));
  return redirectTo(boardReportPaths.report(id), 'It has been taken out.');
}
