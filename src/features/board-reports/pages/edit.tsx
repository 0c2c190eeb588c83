import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { askDecision, assembleAgain, dropDecision } from '../actions/write-report.ts';
import { assembleFacts } from '../assemble.ts';
import { changesBetween } from '../change-rules.ts';
import { decisionForm } from '../forms.ts';
import { issuesOf } from '../issue-queries.ts';
import { exceptionPages } from '../issue-rules.ts';
import { boardReportPaths } from '../paths.ts';
import { mayIssueReport } from '../policy.ts';
import { reportForPrint } from '../print.ts';
import { type BoardReport, decisionsOf, findReport, wordsOf } from '../queries.ts';
import { bySchool, exceptionsOf } from '../rules.ts';
import { partsOf } from '../sections.ts';
import { Changes, inNumber } from './changes.tsx';
import { Decisions } from './decisions.tsx';
import { lengthOf, TooLong } from './length.tsx';
import { listCrumbs, reportTitle } from './report-frame.ts';

const minutes = (number: number) => (number === 1 ? '1 minute' : `${number} minutes`);

async function ownWords(ctx: Ctx, report: BoardReport) {
  const words = await wordsOf(ctx, report.id);
  return partsOf(report.facts.schools).map(({ code, label }) => {
    const written = words.find((found) => found.code === code);
    const number = written?.body.split(/\s+/).filter(Boolean).length ?? 0;
    return [
      <a class="govuk-link" href={boardReportPaths.words(report.id, code)}>
        {label}
      </a>,
      written && number > 0 ? `${written.by}, ${longDate(londonDate(written.saved_at))}` : 'Nothing written',
      number.toLocaleString('en-GB'),
    ];
  });
}

async function editPage(ctx: Ctx, id: string, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  const report = await findReport(ctx, id);
  const decisions = await decisionsOf(ctx, id);
  const [newest] = await issuesOf(ctx, id);
  const { whole, first } = lengthOf(await reportForPrint(ctx, report));
  const when = { academicYear: report.academic_year, term: report.term };
  const changes = changesBetween(report.facts, await assembleFacts(ctx, when));
  const exceptions = bySchool(exceptionsOf(report.facts));
  const issues = mayIssueReport(ctx.actor).allowed;
  return appPage(
    ctx,
    { title: reportTitle(report), crumbs: listCrumbs, errors },
    <>
      <PageHeading
        title={reportTitle(report)}
        caption={`As recorded on ${longMoment(report.assembled_at)}`}
        lead={`${whole.words.toLocaleString('en-GB')} words, about ${minutes(whole.minutes)} to read. The exceptions come first: ${first.words} words, about ${first.pages} of ${exceptionPages} pages.`}
        status={
          newest ? <Tag colour="green">{`Issue ${newest.number} is with trustees`}</Tag> : <Tag>Being written</Tag>
        }
        actions={
          <ButtonGroup>
            <ButtonLink href={boardReportPaths.preview(id)} variant="secondary">
              Look at it as it will be
            </ButtonLink>
            {issues ? (
              <ButtonLink href={boardReportPaths.issue(id)}>{newest ? 'Issue it again' : 'Issue it'}</ButtonLink>
            ) : null}
          </ButtonGroup>
        }
      />
      {newest ? (
        <p class="govuk-body">
          Trustees have issue {newest.number} of {longDate(londonDate(newest.issued_at))}.{' '}
          <a class="govuk-link" href={boardReportPaths.issued(id)}>
            See it and its receipts
          </a>
          . What you change here reaches them only with a new issue.
        </p>
      ) : issues ? null : (
        <p class="govuk-body">The Executive Principal issues it when it is written.</p>
      )}
      <TooLong pages={first.pages} />
      <Changes ctx={ctx} report={report} changes={changes} />
      <section>
        <h2 class="govuk-heading-m">Exceptions, as the first pages will say them</h2>
        {exceptions.length === 0 ? (
          <p class="govuk-body">Nothing is exceptional, and the report will say so.</p>
        ) : (
          exceptions.map(({ school, exceptions: own }) => (
            <>
              <h3 class="govuk-heading-s">{school}</h3>
              <ul class="govuk-list govuk-list--bullet">
                {own.map((exception) => (
                  <li>{exception.sentence}</li>
                ))}
              </ul>
            </>
          ))
        )}
      </section>
      <Decisions ctx={ctx} report={report} decisions={decisions} errors={errors} typed={typed} />
      <Table
        caption="Your own words"
        columns={[{ header: 'Part' }, { header: 'Last written by' }, { header: 'Words', align: 'number' }]}
        rows={await ownWords(ctx, report)}
      />
      <TrailLink table="board_report" id={id} label="History of this report" />
    </>,
  );
}

export const showReport = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  editPage(ctx, idParam(request, 'reportId'));

export async function sendAssemble(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const changed = await assembleAgain(ctx, id);
  return redirectTo(
    boardReportPaths.report(id),
    changed === 0
      ? 'The report has been assembled anew. Nothing had changed.'
      : `The report has been assembled anew: ${inNumber(changed)} changed. Your own words have stayed.`,
  );
}

export async function sendDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  const form = readForm(decisionForm, request.form);
  if (!form.ok) return await editPage(ctx, id, form.errors, form.typed);
  try {
    await askDecision(ctx, id, form.value.wanted, form.value.plan);
  } catch (error) {
    if (error instanceof Invalid) return await editPage(ctx, id, error.errors, form.typed);
    throw error;
  }
  return redirectTo(boardReportPaths.report(id), 'The decision has been added.');
}

export async function sendDropDecision(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'reportId');
  await dropDecision(ctx, id, idParam(request, 'decisionId'));
  return redirectTo(boardReportPaths.report(id), 'The decision has been taken out.');
}
