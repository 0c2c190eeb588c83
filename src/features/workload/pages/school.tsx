import { academicYearName, termNames, terms } from '#core/academic-year/rules.ts';
import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { capital } from '#platform/capital.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Chart } from '#ui/chart.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { Table } from '#ui/table.tsx';
import { accountedTerms } from '../account-queries.ts';
import { emptySum, type Line, type PersonRow, peopleOf, type Sum, spent, sumOf, sumsBy } from '../ledger-rules.ts';
import { workloadPaths } from '../paths.ts';
import { excessesOf, ledgerOf, observationsOfPeopleAt } from '../queries.ts';
import { hours, partWords, purposeWords, stateWords } from '../words.ts';
import { YearForm, yearAsked } from './chosen-year.tsx';
import { Excesses } from './excesses.tsx';
import { StandingTag, SumTable } from './sums.tsx';

const inHours = (minutes: number) => Math.round(minutes / 6) / 10;

const TermChart = ({ byTerm, limits }: { byTerm: ReadonlyMap<string, Sum>; limits: WorkloadLimits }) => {
  const of = terms.map((term) => byTerm.get(term) ?? emptySum());
  return (
    <Chart
      title="Hours of everybody, by term"
      kind="grouped-bar"
      unit="hours"
      decimals={1}
      categories={terms.map((term) => capital(termNames[term]))}
      categoryLabel="Term"
      series={[
        { name: stateWords.done, values: of.map((sum) => inHours(sum.done)) },
        { name: stateWords.past, values: of.map((sum) => inHours(sum.past)) },
        { name: stateWords.planned, values: of.map((sum) => inHours(sum.planned)) },
        { name: stateWords.stopped, values: of.map((sum) => inHours(sum.stopped)) },
      ]}
      reference={{ label: 'Limit of a term', value: limits.schoolHoursATerm }}
      table="below"
    />
  );
};

const People = ({ people, limits }: { people: readonly PersonRow[]; limits: WorkloadLimits }) => (
  <Table
    caption="People, who is past or near a limit first"
    columns={[
      { header: 'Person' },
      { header: 'Against the limit' },
      { header: `Observations (limit ${limits.observationsAYear})`, align: 'number' },
      { header: `Minutes observed (limit ${limits.observedMinutesAYear})`, align: 'number' },
      { header: 'All hours', align: 'number' },
    ]}
    rows={people.map((row) => [
      row.person,
      <StandingTag standing={row.standing} />,
      row.observed.observations,
      row.observed.minutes,
      hours(spent(row.sum)),
    ])}
    empty="Nobody is named in the ledger yet: what is planned is counted with the departments."
    stack
  />
);

const Tiles = ({
  lines,
  people,
  excesses,
}: {
  lines: readonly Line[];
  people: readonly PersonRow[];
  excesses: number;
}) => {
  const total = sumOf(lines);
  return (
    <Grid of="tiles">
      <StatTile
        label="Hours this year"
        value={hours(spent(total))}
        comparison={`${hours(total.done + total.past)} until today, ${hours(total.planned)} to come`}
      />
      <StatTile label="Hours saved by stopping" value={hours(total.stopped)} />
      <StatTile
        label="People past or at a limit"
        value={people.filter((row) => row.standing === 'over' || row.standing === 'at_limit').length}
      />
      <StatTile label="Limits passed, with a reason" value={excesses} />
    </Grid>
  );
};

const Accounts = (props: { school: School; academicYear: number; given: ReadonlySet<string> }) => (
  <ul class="govuk-list">
    {terms.map((term) => (
      <li>
        <a class="govuk-link" href={workloadPaths.account(props.school.id, props.academicYear, term)}>
          What the {termNames[term]} cost
        </a>
        {props.given.has(term) ? ' (account given)' : ''}
      </li>
    ))}
  </ul>
);

/** What quality assurance costs one school in a year: by term, part, purpose, department and person, and who is near a limit. */
export async function showSchoolWorkload(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const academicYear = yearAsked(request, ctx.today);
  const lines = await ledgerOf(ctx, school.id, academicYear);
  const limits = await workloadLimits(ctx);
  const people = peopleOf(lines, await observationsOfPeopleAt(ctx, school.id, academicYear), limits, academicYear);
  const excesses = await excessesOf(ctx, academicYear, school.id);
  const given = await accountedTerms(ctx, school.id, academicYear);
  const records = holdsAt(ctx.actor, 'workload:record', school.id);
  return appPage(
    ctx,
    {
      title: `Workload of ${school.name}`,
      wide: true,
      crumbs: [{ label: 'Workload', href: workloadPaths.trustOf(academicYear) }],
    },
    <>
      <PageHeading
        caption={school.name}
        title={`Workload ${academicYearName(academicYear)}`}
        lead="What reviews, visits and observation cost the people of the school, in hours, over all purposes together."
        actions={
          records ? (
            <ButtonLink href={workloadPaths.observationsOf(school.id, academicYear)}>Enter an observation</ButtonLink>
          ) : null
        }
      />
      <YearForm action={workloadPaths.school(school.id)} academicYear={academicYear} today={ctx.today} />
      {lines.length === 0 ? (
        <EmptyState title="Nothing is in the ledger of this year">
          Entries of the calendar, activities of reviews and notes of visits book their minutes here by themselves.
          {records ? ' Observations for appraisal, of early career teachers and among peers are entered by hand.' : ''}
        </EmptyState>
      ) : (
        <>
          <Tiles lines={lines} people={people} excesses={excesses.length} />
          <TermChart byTerm={sumsBy(lines, (line) => line.term)} limits={limits} />
          <People people={people} limits={limits} />
          <SumTable
            caption="Hours by what they go into"
            what="What"
            sums={sumsBy(lines, (line) => partWords[line.part])}
          />
          <SumTable
            caption="Hours by purpose"
            what="Purpose"
            sums={sumsBy(lines, (line) => purposeWords[line.purpose])}
          />
          <SumTable
            caption="Hours by department"
            what="Department"
            sums={sumsBy(lines, (line) => line.department ?? 'No department')}
          />
        </>
      )}
      <Excesses caption="Limits that were passed, and why" excesses={excesses} />
      <h2 class="govuk-heading-m">At the end of a term</h2>
      <Accounts school={school} academicYear={academicYear} given={given} />
      <p class="govuk-body">
        <a class="govuk-link" href={workloadPaths.limits}>
          The limits that hold
        </a>
      </p>
    </>,
  );
}
