import { termDates, termDatesOfYears } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, latestTermOn, termInYear, termNames } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { capital } from '#platform/capital.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { startReport } from '../actions/write-report.ts';
import { reportDue } from '../due-rules.ts';
import { startForm } from '../forms.ts';
import { receiptsOfEach } from '../issue-queries.ts';
import { boardReportPaths } from '../paths.ts';
import { listReports } from '../queries.ts';

/** Every report with where it stands; `due` is two weeks before the end of its term, `receipts` those of the newest issue. */
async function reportRows(ctx: Ctx) {
  const reports = await listReports(ctx);
  if (reports.length === 0) return [];
  const datesOf = await termDatesOfYears(ctx, [...new Set(reports.map((report) => report.academic_year))]);
  const receiptsOf = await receiptsOfEach(
    ctx,
    reports.flatMap((report) => report.issue_id ?? []),
  );
  return reports.map((report) => {
    const due = reportDue(datesOf(report.academic_year, null), report.term);
    const late = due !== null && report.issued_at === null && Temporal.PlainDate.compare(ctx.today, due) > 0;
    const receipts = receiptsOf.get(report.issue_id ?? '') ?? [];
    const confirmed = receipts.filter((receipt) => receipt.received_at).length;
    const mine = receipts.find((receipt) => receipt.id === ctx.actor.personId);
    return [
      <a
        class="govuk-link"
        href={report.issued_at ? boardReportPaths.issued(report.id) : boardReportPaths.report(report.id)}
      >
        {capital(termInYear(report.term, report.academic_year))}
      </a>,
      report.issued_at
        ? `${report.number === 1 ? 'Issued' : `Issue ${report.number}`} on ${longDate(londonDate(report.issued_at))}`
        : `Being written, as recorded on ${longDate(londonDate(report.assembled_at))}`,
      due ? `${longDate(due)}${late ? ' (has passed)' : ''}` : 'Term dates are not entered',
      report.issued_at
        ? `${confirmed} of ${receipts.length} confirmed${mine && !mine.received_at ? '. You have not confirmed yet' : ''}`
        : 'Not issued',
    ];
  });
}

async function listPage(ctx: Ctx, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  const rows = await reportRows(ctx);
  const year = academicYearOf(ctx.today);
  const term = latestTermOn(await termDates(ctx, null, year), ctx.today) ?? 'autumn';
  const writes = holds(ctx.actor, 'board-report:write');
  return appPage(
    ctx,
    { title: 'Reports to Trustees', errors },
    <>
      <PageHeading
        title="Reports to Trustees"
        lead="One each term: first what is exceptional, on two pages, then the detail. What was issued never changes."
      />
      <Table
        caption="Reports"
        captionHidden
        columns={[{ header: 'Report' }, { header: 'Where it stands' }, { header: 'Due' }, { header: 'Receipts' }]}
        rows={rows}
        empty={
          writes
            ? 'No report yet. Start the one of this term below.'
            : 'No report has been issued yet. When the Executive Principal issues one, it appears here.'
        }
        stack
      />
      {writes ? (
        <>
          <h2 class="govuk-heading-m">Start a report</h2>
          <Form action={boardReportPaths.list} csrfToken={ctx.page.csrfToken}>
            <Select
              name="term"
              label="Term"
              value={typed['term'] ?? term}
              error={errors.find((error) => error.field === 'term')?.message}
              options={(['autumn', 'spring', 'summer'] as const).map((value) => ({
                value,
                label: capital(termNames[value]),
              }))}
              required
            />
            <Select
              name="year"
              label="School year"
              value={typed['year'] ?? String(year)}
              error={errors.find((error) => error.field === 'year')?.message}
              options={[year, year - 1].map((value) => ({ value: String(value), label: academicYearName(value) }))}
              required
            />
            <Button>Assemble it from what is recorded</Button>
          </Form>
        </>
      ) : null}
    </>,
  );
}

export const showReports = (ctx: Ctx): Promise<Reply> => listPage(ctx);

export async function sendStart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(startForm, request.form);
  if (!form.ok) return await listPage(ctx, form.errors, form.typed);
  try {
    const id = await startReport(ctx, { academicYear: form.value.year, term: form.value.term });
    return redirectTo(
      boardReportPaths.report(id),
      'The report has been assembled. Write your own words, look at it, then issue it.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await listPage(ctx, error.errors, form.typed);
    throw error;
  }
}
