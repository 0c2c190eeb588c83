import { academicYearName, termNames, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { minutesInWords } from '#core/workload/count-rules.ts';
import { observationsOf } from '#core/workload/observation-rules.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { capital } from '#platform/capital.ts';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { emptySum, standingOf, sumOf, sumsBy } from '../ledger-rules.ts';
import { limitsInWords } from '../limits-rules.ts';
import { workloadPaths } from '../paths.ts';
import { ownLedger } from '../queries.ts';
import { partWords, purposeWords, stateWords } from '../words.ts';
import { YearForm, yearAsked } from './chosen-year.tsx';
import { StandingTag, SumTable } from './sums.tsx';

type Own = Awaited<ReturnType<typeof ownLedger>>;

const Lines = (props: { caption: string; lines: Own; empty: string; states?: boolean }) => (
  <Table
    caption={props.caption}
    columns={[
      { header: 'Day' },
      { header: 'What' },
      { header: 'Your part' },
      { header: 'School' },
      ...(props.states ? [{ header: 'State' }] : []),
      { header: 'Minutes', align: 'number' },
    ]}
    rows={props.lines.map((line) => [
      shortDate(line.onDay),
      // What was entered by hand says what it is for.
      line.cause.startsWith('by_hand') ? line.what : `${line.what} (${purposeWords[line.purpose].toLowerCase()})`,
      partWords[line.part],
      line.school,
      ...(props.states
        ? [line.state === 'stopped' ? `Stopped: ${line.stoppedWhy ?? ''}` : stateWords[line.state]]
        : []),
      line.minutes,
    ])}
    empty={props.empty}
    stack
  />
);

/** What reviews and observation ask of the reader in a year, and how far they are from the limits. */
export async function showOwnPart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const academicYear = yearAsked(request, ctx.today);
  const lines = await ownLedger(ctx, academicYear);
  const limits = await workloadLimits(ctx);
  const total = sumOf(lines);
  const observed = observationsOf(lines, academicYear).get(ctx.actor.personId) ?? { observations: 0, minutes: 0 };
  const byTerm = sumsBy(lines, (line) => line.term);
  const [ahead, behind] = [true, false].map((planned) =>
    lines.filter((line) => (line.state === 'planned') === planned),
  ) as [Own, Own];
  return appPage(
    ctx,
    { title: 'My part in reviews', wide: true, crumbs: [] },
    <>
      <PageHeading
        title="My part in reviews"
        caption={academicYearName(academicYear)}
        lead="What reviews and observation ask of you this year, in minutes, and how that stands against the limits. Only you see this page; the leaders and the staff representative of your school see the sums."
      />
      <YearForm action={workloadPaths.own} academicYear={academicYear} today={ctx.today} />
      {lines.length === 0 ? (
        <EmptyState title="Nothing is planned for you">
          When a review or an observation takes some of your time, the day and the minutes appear here beforehand.
        </EmptyState>
      ) : (
        <>
          <Grid of="tiles">
            <StatTile
              label="Times you are observed"
              value={`${observed.observations} of ${limits.observationsAYear}`}
              comparison={<StandingTag standing={standingOf(observed, limits)} />}
            />
            <StatTile
              label="Time observed"
              value={minutesInWords(observed.minutes)}
              comparison={`of ${minutesInWords(limits.observedMinutesAYear)} at most`}
            />
            <StatTile label="Still to come, everything" value={minutesInWords(total.planned)} />
            <StatTile label="Until today, everything" value={minutesInWords(total.done + total.past)} />
          </Grid>
          <Lines caption="What is planned for you" lines={ahead} empty="Nothing is planned any more this year." />
          <SumTable
            caption="Your hours by term"
            what="Term"
            sums={new Map(terms.map((term) => [capital(termNames[term]), byTerm.get(term) ?? emptySum()]))}
          />
          {behind.length === 0 ? null : (
            <Details summary="What lies behind you, and what was stopped">
              <Lines caption="Until today, and stopped" lines={behind} empty="" states />
            </Details>
          )}
        </>
      )}
      <h2 class="govuk-heading-m">The limits that protect you</h2>
      <p class="govuk-body">
        They count observation for reviews, learning walks, appraisal, early career support and among peers together.
        Going over one needs a reason, which the leaders and the staff representative of your school can read.
      </p>
      <SummaryList rows={limitsInWords(limits)} />
    </>,
  );
}
