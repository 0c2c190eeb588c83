import { termDatesOfYears } from '#core/academic-year/queries.ts';
import { academicYearOf, termInYear, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { termOfDay } from '#core/workload/count-rules.ts';
import { londonDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Chart } from '#ui/chart.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import {
  agreements,
  type Group,
  itemsOf,
  type PersonDrift,
  type ScaleAgreement,
  type TermOf,
} from '../agreement-groups.ts';
import { type Agreement, type Drift, driftWords, fewestForDrift, fewestForKappa } from '../agreement-rules.ts';
import { pairs } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { seesEveryPair } from '../policy.ts';
import { partPage } from './judging-frame.tsx';

const two = (number: number) => number.toFixed(2).replace('-0.00', '0.00').replace('-', '−');
const percent = (share: number) => `${Math.round(share * 100)}%`;
const signed = (number: number) => `${number >= 0.005 ? '+' : ''}${two(number)}`;

const kappaCells = (agreement: Agreement) => [
  agreement.kappa === null ? (agreement.why ?? '—') : two(agreement.kappa),
  agreement.kappa === null
    ? '—'
    : agreement.interval
      ? `${two(agreement.interval.low)} to ${two(agreement.interval.high)}`
      : 'None: always the same',
];

const GroupTable = ({ caption, first, groups }: { caption: string; first: string; groups: readonly Group[] }) => (
  <Table
    caption={caption}
    columns={[
      { header: first },
      { header: 'Judgements', align: 'number' },
      { header: 'Same grade', align: 'number' },
      { header: 'At most one apart', align: 'number' },
      { header: 'Weighted kappa', align: 'number' },
      { header: '95% interval', align: 'number' },
    ]}
    rows={groups.map(({ name, agreement }) => [
      name,
      agreement.judgements,
      percent(agreement.exact),
      percent(agreement.adjacent),
      ...kappaCells(agreement),
    ])}
    dense
  />
);

const driftCells = (drift: Drift) => [
  drift.judgements,
  drift.mean === null ? '—' : signed(drift.mean),
  drift.interval === null
    ? '—'
    : drift.interval.low === drift.interval.high
      ? 'None: always the same'
      : `${signed(drift.interval.low)} to ${signed(drift.interval.high)}`,
  driftWords[drift.reading],
];

const DriftTable = ({ people }: { people: readonly PersonDrift[] }) => (
  <Table
    caption="Each person’s grades beside the agreed ones"
    columns={[
      { header: 'Person' },
      { header: 'Term' },
      { header: 'Judgements', align: 'number' },
      { header: 'Mean difference', align: 'number' },
      { header: '95% interval', align: 'number' },
      { header: 'Reading' },
    ]}
    rows={people.flatMap((person) => [
      [person.name, 'All terms', ...driftCells(person.whole)],
      ...person.terms.map((term) => [person.name, term.name, ...driftCells(term.drift)]),
    ])}
    empty="Nothing has been agreed yet, so nothing can be held beside it."
    dense
  />
);

const range = (value: number | null, interval: Agreement['interval'], why: string) =>
  value === null ? { missing: why } : interval ? { value, ...interval } : value;

/** Only where there is something to draw; the tables say the rest. */
const Charts = ({ of, people }: { of: ScaleAgreement; people: readonly PersonDrift[] }) => {
  const told = of.byTerm.filter((group) => group.agreement.kappa !== null);
  const drifts = people.filter((person) => person.whole.mean !== null);
  return (
    <Grid of="charts">
      {of.byTerm.length > 1 ? (
        <Chart
          kind="line"
          title="Agreement term by term: shares"
          description="Of the judgements of each term, how many got the same grade from both, or grades at most one apart."
          categoryLabel="Term"
          categories={of.byTerm.map((group) => group.name)}
          series={[
            { name: 'Same grade', values: of.byTerm.map(({ agreement }) => agreement.exact * 100) },
            {
              name: 'At most one apart',
              values: of.byTerm.map(({ agreement }) => agreement.adjacent * 100),
              dashed: true,
            },
          ]}
          unit="%"
          min={0}
          max={100}
        />
      ) : null}
      {told.length > 0 ? (
        <Chart
          kind="range"
          title="Agreement term by term: weighted kappa with its 95% interval"
          description="1 is whole agreement, 0 what chance alone would give."
          categoryLabel="Term"
          categories={of.byTerm.map((group) => group.name)}
          series={[
            {
              name: 'Weighted kappa',
              values: of.byTerm.map(({ agreement }) =>
                range(agreement.kappa, agreement.interval, agreement.why ?? 'too few to tell'),
              ),
            },
          ]}
          decimals={2}
          min={-1}
          max={1}
        />
      ) : null}
      {drifts.length > 0 ? (
        <Chart
          kind="range"
          title="Drift: how many grades each person lies from what was agreed"
          description="To the right of nought severe, to the left lenient. The line is the 95% interval."
          categoryLabel="Person"
          categories={drifts.map((person) => person.name)}
          series={[
            {
              name: 'Mean difference in grades',
              values: drifts.map((person) => range(person.whole.mean, person.whole.interval, 'too few to tell')),
            },
          ]}
          decimals={2}
          horizontal
          reference={{ label: 'As agreed', value: 0 }}
        />
      ) : null}
    </Grid>
  );
};

const OneScale = ({ of, onlyId }: { of: ScaleAgreement; onlyId: string | null }) => {
  const people = of.drift.filter((person) => onlyId === null || person.id === onlyId);
  return (
    <section>
      <h2 class="govuk-heading-l">
        {of.framework}: {of.labels.length} grades, {of.labels[0]} to {of.labels.at(-1)}
      </h2>
      <Charts of={of} people={people} />
      <GroupTable caption="Altogether" first="All" groups={[{ name: 'All judgements', agreement: of.whole }]} />
      <GroupTable caption="By criterion" first="Criterion" groups={of.byArea} />
      <GroupTable caption="By pair" first="Pair" groups={of.byPair} />
      <GroupTable caption="By term" first="Term" groups={of.byTerm} />
      <DriftTable people={people} />
    </section>
  );
};

async function termsOf(ctx: Ctx, moments: readonly Temporal.Instant[]): Promise<TermOf> {
  const years = [...new Set(moments.map((moment) => academicYearOf(londonDate(moment))))];
  const datesOf = await termDatesOfYears(ctx, years.length > 0 ? years : [academicYearOf(ctx.today)]);
  return (moment) => {
    const day = londonDate(moment);
    const year = academicYearOf(day);
    const term = termOfDay(datesOf(year, null), day);
    return { order: year * 3 + terms.indexOf(term), name: termInYear(term, year) };
  };
}

/** How far people judge alike, by criterion, by pair and over time, and who drifts. Those who do not see every pair see their own. */
export async function showAgreement(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const all = seesEveryPair(ctx.actor);
  const revealed = (await pairs(ctx)).filter((pair) => pair.revealedAt !== null);
  const seen = all
    ? revealed
    : revealed.filter((pair) => pair.graders.some((grader) => grader.personId === ctx.actor.personId));
  const scales = agreements(
    itemsOf(
      seen,
      await termsOf(
        ctx,
        seen.flatMap((pair) => pair.revealedAt ?? []),
      ),
    ),
  );
  return partPage(
    ctx,
    judgingPaths.agreement,
    { title: 'Agreement', wide: true },
    <>
      <PageHeading
        title="Agreement"
        lead={
          all
            ? 'How far two people give the same grade when neither knows the other’s, and whose grades drift from what is agreed.'
            : 'How far you and the others give the same grade when neither knows the other’s.'
        }
      />
      {scales.length === 0 ? (
        <EmptyState title="No pair has been revealed yet">
          When two people have judged something blind and both grades are shown, they count here.
        </EmptyState>
      ) : (
        <>
          {scales.map((of) => (
            <OneScale of={of} onlyId={all ? null : ctx.actor.personId} />
          ))}
          <Details summary="How these figures are worked out">
            <p class="govuk-body">
              Weighted kappa is Cohen’s (1968) with quadratic weights; its interval is from the large-sample variance of
              Fleiss, Cohen and Everitt (1969). Below {fewestForKappa} judgements it is not given. Drift is the mean of
              given minus agreed, in grades, with Student’s interval; below {fewestForDrift} judgements it is not given,
              and it is told only where the interval leaves nought out. A person’s own grade is part of what is agreed,
              so the drift is likelier too small than too large. Grades of two frameworks, or of two scales, are never
              put together.
            </p>
          </Details>
        </>
      )}
    </>,
  );
}
