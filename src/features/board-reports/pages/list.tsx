import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, latestTermOn, termNames } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { startReport } from '../actions/write-report.ts';
import { startForm } from '../forms.ts';
import { boardReportPaths } from '../paths.ts';
import { listReports } from '../queries.ts';

async function listPage(ctx: Ctx, errors: readonly FieldError[] = []): Promise<Reply> {
  const reports = await listReports(ctx);
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
        columns={[{ header: 'Report' }, { header: 'Where it stands' }, { header: 'As recorded on' }]}
        rows={reports.map((report) => [
          <a
            class="govuk-link"
            href={report.issued_at ? boardReportPaths.issued(report.id) : boardReportPaths.report(report.id)}
          >
            {termNames[report.term]} {academicYearName(report.academic_year)}
          </a>,
          report.issued_at ? `Issued on ${longDate(londonDate(report.issued_at))}` : 'Being written',
          longDate(londonDate(report.assembled_at)),
        ])}
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
              value={term}
              error={errors[0]?.message}
              options={(['autumn', 'spring', 'summer'] as const).map((value) => ({ value, label: termNames[value] }))}
              required
            />
            <Select
              name="year"
              label="School year"
              value={String(year)}
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
  if (!form.ok) return await listPage(ctx, form.errors);
  try {
    const id = await startReport(ctx, { academicYear: Number(form.value.year), term: form.value.term });
    return redirectTo(
      boardReportPaths.report(id),
      'The report has been assembled. Write your own words, look at it, then issue it.',
    );
  } catch (error) {
    if (error instanceof Invalid) return await listPage(ctx, error.errors);
    throw error;
  }
}
