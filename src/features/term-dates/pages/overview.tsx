import { allTermDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, countSchoolDays, termWeeks } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { termDatesPaths } from '../paths.ts';
import { mayEnterExamWeeks } from '../policy.ts';
import { examWeeksOfYears } from '../queries.ts';
import { halfTermNames } from '../rules.ts';

/** The term dates of last year, this year and next, and which schools keep their own. */
export async function showTermDates(ctx: Ctx): Promise<Reply> {
  const thisYear = academicYearOf(ctx.today);
  const schools = await listSchools(ctx);
  const manages = holds(ctx.actor, 'trust:administer');
  const years = await Promise.all(
    [thisYear - 1, thisYear, thisYear + 1].map(async (year) => ({ year, datesOf: await allTermDates(ctx, year) })),
  );
  const exams = await examWeeksOfYears(ctx, [thisYear - 1, thisYear, thisYear + 1]);
  const entersExams = mayEnterExamWeeks(ctx.actor).allowed;
  const days = (year: (typeof years)[number], schoolId: string | null, number: number) => {
    const half = year.datesOf(schoolId).halfTerms.find((found) => found.number === number);
    return half ? `${shortDate(half.startsOn)} – ${shortDate(half.endsOn)}` : 'Not entered';
  };
  return appPage(
    ctx,
    { title: 'Term dates', crumbs: [], wide: true },
    <>
      <PageHeading
        title="Term dates"
        lead="Reviews, meetings and the board’s approvals are due by these dates. A school without dates of its own follows the trust."
      />
      {years.map((year) => (
        <Table
          caption={`School year ${academicYearName(year.year)}`}
          columns={[
            { header: 'Whose dates' },
            ...halfTermNames.map((header) => ({ header })),
            { header: 'School days', align: 'number' as const },
            { header: 'Term weeks', align: 'number' as const },
          ]}
          rows={[null, ...schools.filter((school) => year.datesOf(school.id).own)].map((school) => {
            const dates = year.datesOf(school?.id ?? null);
            const name = school?.name ?? 'The trust';
            const href = school ? termDatesPaths.schoolYear(school.id, year.year) : termDatesPaths.year(year.year);
            return [
              manages ? (
                <a class="govuk-link" href={href}>
                  {name}
                </a>
              ) : (
                name
              ),
              ...halfTermNames.map((_, index) => days(year, school?.id ?? null, index + 1)),
              dates.halfTerms.length > 0 ? countSchoolDays(dates) : '—',
              dates.halfTerms.length > 0 ? termWeeks(dates).length : '—',
            ];
          })}
          dense
        />
      ))}
      <Table
        caption="Weeks of tests and examinations"
        columns={[
          { header: 'What is sat' },
          { header: 'Whose' },
          { header: 'School year' },
          { header: 'First day' },
          { header: 'Last day' },
        ]}
        rows={exams.map((exam) => [
          exam.name,
          exam.school ?? 'Every school',
          academicYearName(exam.academic_year),
          shortDate(exam.starts_on),
          shortDate(exam.ends_on),
        ])}
        empty="None are entered. An administrator or the Executive Principal enters them, so that no review falls into them."
        stack
      />
      {entersExams ? (
        <ul class="govuk-list">
          {years.map(({ year }) => (
            <li>
              <a class="govuk-link" href={termDatesPaths.examWeeks(year)}>
                {`Tests and examinations ${academicYearName(year)}`}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {manages && schools.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Schools that keep their own dates</h2>
          <ul class="govuk-list">
            {schools.map((school) => (
              <li>
                <a class="govuk-link" href={termDatesPaths.schoolYear(school.id, thisYear)}>
                  {school.name}, {academicYearName(thisYear)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>,
  );
}
