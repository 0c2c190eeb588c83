import { academicYearName, type Term, termNames, terms } from '#core/academic-year/rules.ts';
import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { capital } from '#platform/capital.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Chart } from '#ui/chart.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { emptySum, type Sum, spent, sumsBy } from '../ledger-rules.ts';
import { workloadPaths } from '../paths.ts';
import { excessesOf, minutesByDay, staffCounts } from '../queries.ts';
import { hours } from '../words.ts';
import { YearForm, yearAsked } from './chosen-year.tsx';
import { Excesses } from './excesses.tsx';

type Row = { id: string; name: string; byTerm: Record<Term, Sum>; year: number; staff: number | null };

/** Fewer people than these are not everybody: the register of people is not complete there, and hours of each would mislead. */
const staffKnown = 5;

const overIn = (row: Row, limits: WorkloadLimits): Term[] =>
  terms.filter((term) => spent(row.byTerm[term]) > limits.schoolHoursATerm * 60);

const Schools = ({
  rows,
  limits,
  academicYear,
}: {
  rows: readonly Row[];
  limits: WorkloadLimits;
  academicYear: number;
}) => (
  <Table
    caption={`Hours of each school by term (limit ${limits.schoolHoursATerm} a term)`}
    columns={[
      { header: 'School' },
      ...terms.map((term) => ({ header: capital(termNames[term]), align: 'number' as const })),
      { header: 'Year', align: 'number' },
      { header: 'Staff known', align: 'number' },
      { header: 'Hours for each', align: 'number' },
      { header: 'Stopped', align: 'number' },
      { header: 'Against the limit' },
    ]}
    rows={rows.map((row) => {
      const over = overIn(row, limits);
      const stopped = terms.reduce((sum, term) => sum + row.byTerm[term].stopped, 0);
      return [
        <a class="govuk-link" href={workloadPaths.schoolOf(row.id, academicYear)}>
          {row.name}
        </a>,
        ...terms.map((term) => hours(spent(row.byTerm[term]))),
        hours(row.year),
        row.staff ?? '—',
        row.staff === null ? '—' : hours(row.year / row.staff),
        hours(stopped),
        over.length > 0 ? (
          <Tag colour="red">Past it in {over.map((term) => termNames[term].replace(' term', '')).join(', ')}</Tag>
        ) : (
          <Tag colour="green">Within</Tag>
        ),
      ];
    })}
    empty="No school yet."
    stickyFirst
    dense
  />
);

/** Every school in scope beside the others: hours by term, for each member of staff where they are known, and limits that were passed. */
export async function showTrustWorkload(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const academicYear = yearAsked(request, ctx.today);
  const schools = await listSchools(ctx);
  const limits = await workloadLimits(ctx);
  const sums = sumsBy(await minutesByDay(ctx, academicYear), (row) => `${row.schoolId} ${row.term}`);
  const staff = await staffCounts(ctx);
  const excesses = await excessesOf(ctx, academicYear);
  const rows = schools.map((school): Row => {
    const of = (term: Term) => sums.get(`${school.id} ${term}`) ?? emptySum();
    const byTerm = { autumn: of('autumn'), spring: of('spring'), summer: of('summer') };
    const known = staff.get(school.id) ?? 0;
    return {
      id: school.id,
      name: school.name,
      byTerm,
      year: terms.reduce((sum, term) => sum + spent(byTerm[term]), 0),
      staff: known >= staffKnown ? known : null,
    };
  });
  return appPage(
    ctx,
    { title: 'Workload', wide: true, crumbs: [] },
    <>
      <PageHeading
        title="Workload"
        caption={academicYearName(academicYear)}
        lead="What quality assurance costs the people of each school, done and still planned, and where a limit was passed."
      />
      <YearForm action={workloadPaths.trust} academicYear={academicYear} today={ctx.today} />
      {rows.length > 1 ? (
        <Chart
          title="Hours of each school this year"
          kind="bar"
          horizontal
          unit="hours"
          decimals={1}
          categories={rows.map((row) => row.name)}
          categoryLabel="School"
          series={[{ name: 'Hours', values: rows.map((row) => Math.round(row.year / 6) / 10) }]}
        />
      ) : null}
      <Schools rows={rows} limits={limits} academicYear={academicYear} />
      <p class="govuk-body">
        “Staff known” counts the people with a role at the school in Cairn today. Where they are fewer than {staffKnown}
        , hours for each are not worked out.
      </p>
      <Excesses caption="Limits that were passed, and why" excesses={excesses} schools />
      <p class="govuk-body">
        <a class="govuk-link" href={workloadPaths.limits}>
          {hasRole(ctx.actor, 'executive_principal')
            ? 'The limits that hold, and how to change them'
            : 'The limits that hold'}
        </a>
      </p>
    </>,
  );
}
