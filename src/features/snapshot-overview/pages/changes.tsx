import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { stageTitles } from '#features/data-snapshots/index.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { formatFigure, formatGap } from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { Table } from '#ui/table.tsx';
import { loadChoice, loadOverview, loadShown, type Overview, schoolsOf } from '../load-overview.ts';
import { notComparable, ofOtherPupils } from '../rules.ts';
import { type Change, changesIn } from './change-rows.ts';
import { chosen, framed, NoFigures, nothingAsked } from './frame.tsx';
import { notSharedWords } from './heat-table.tsx';

const title = 'What changed since the last snapshot';

const ChangeTable = (props: { caption: string; changes: readonly Change[]; empty: string }) => (
  <Table
    caption={props.caption}
    columns={[
      { header: 'School' },
      { header: 'Measure' },
      { header: 'Last time (pupils)', align: 'number' },
      { header: 'Now (pupils)', align: 'number' },
      { header: 'Change', align: 'number' },
    ]}
    rows={props.changes.map(({ row, measure, basis, now, before, gap }) => [
      <a class="govuk-link" href={snapshotPaths.measure(row.snapshotId ?? '', measure.code, basis)}>
        {row.school}
      </a>,
      measure.shortTitle,
      `${formatFigure(measure, before)} (${before.pupils})`,
      `${formatFigure(measure, now)} (${now.pupils})`,
      formatGap(measure, gap),
    ])}
    empty={props.empty}
    dense
    stack
  />
);

/** Every small change in few words, measure by measure. */
const SmallChanges = (props: { changes: readonly Change[] }) => (
  <Table
    caption="Could be chance, or too few pupils to tell"
    captionHidden
    columns={[{ header: 'Measure' }, { header: 'Change, school by school' }]}
    rows={[...Map.groupBy(props.changes, (each) => each.measure)].map(([measure, of]) => [
      measure.shortTitle,
      of.map(({ row, gap }) => `${row.school} ${formatGap(measure, gap)}`).join('; '),
    ])}
    dense
  />
);

/** How many schools moved which way, in each measure in which any did. */
const Measures = (props: { changes: readonly Change[] }) => (
  <Table
    caption="Measures in which any school really changed"
    columns={[
      { header: 'Measure' },
      { header: 'Stage' },
      { header: 'Better', align: 'number' },
      { header: 'Worse', align: 'number' },
      { header: 'Could be chance', align: 'number' },
    ]}
    rows={[...Map.groupBy(props.changes, (each) => each.measure)].flatMap(([measure, of]) => {
      const number = (...marks: Change['mark'][]) => of.filter((each) => marks.includes(each.mark)).length;
      if (number('better', 'worse') === 0) return [];
      return [
        [
          measure.title,
          measure.stage === 'all' ? 'All' : stageTitles[measure.stage],
          number('better'),
          number('worse'),
          number('chance', 'unknown'),
        ],
      ];
    })}
    dense
    stack
  />
);

/** Schools that cannot be compared: new ones, and those that shared last time and have not yet. */
const NewAndMissing = (props: { overview: Overview; today: Temporal.PlainDate }) => {
  const { rows } = props.overview;
  const fresh = rows.filter((row) => row.snapshotId !== null && row.last === null);
  const missing = rows.filter((row) => row.snapshotId === null);
  if (fresh.length + missing.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Schools that cannot be compared</h2>
      <ul class="govuk-list govuk-list--bullet">
        {fresh.map((row) => (
          <li>
            <a href={snapshotPaths.snapshot(row.snapshotId ?? '')}>{row.school}</a>: its first snapshot
          </li>
        ))}
        {missing.map((row) => (
          <li>
            <a href={snapshotPaths.snapshot(row.openId)}>{row.school}</a>: {notSharedWords(row.dueOn, props.today)}
          </li>
        ))}
      </ul>
    </>
  );
};

const chanceOfOne = 0.05;

/** What the reader is told before the changes: how many were looked at, how many of them would come by chance, and which were not. */
const Careful = (props: { changes: readonly Change[]; overview: Overview; left: readonly string[] }) => {
  const { collection } = props.overview;
  const told = props.changes.filter((each) => each.mark !== 'unknown').length;
  const others = props.changes.some(({ measure, row }) => row.last && ofOtherPupils(measure, collection, row.last));
  return (
    <>
      <p class="govuk-body">
        {told} {told === 1 ? 'figure was' : 'figures were'} held against the last snapshot of the same school. One in
        twenty would pass for a real change by chance alone
        {told >= 20 ? `: here about ${Math.round(told * chanceOfOne)}` : ''}. Several measures that moved the same way
        say more than one.
      </p>
      {others ? (
        <p class="govuk-body">
          A school year lies between: the measures of one year group are of other pupils than last time.
        </p>
      ) : null}
      {props.left.map((why) => (
        <p class="govuk-body">{why}</p>
      ))}
    </>
  );
};

/** What is really other than in each school's last snapshot: better, worse, and folded away what may be chance. */
export async function showChanges(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const overview = await loadOverview(ctx, request);
  if (!overview) return nothingAsked(ctx, title);
  const choice = await loadChoice(ctx, overview, request, true);
  const { collection, rows } = overview;
  const frame = {
    ctx,
    request,
    view: 'changes' as const,
    title,
    lead: `${collection.name}, ${academicYearName(collection.academic_year)}, beside each school’s snapshot before it.`,
    overview,
    choice,
    choose: ['collection', 'basis'] as const,
  };
  if (!choice) return framed(frame, <NoFigures overview={overview} request={request} />);
  const figures = await loadShown(ctx, schoolsOf(overview), {
    snapshotIds: rows.flatMap((row) => (row.snapshotId && row.last ? [row.snapshotId, row.last.id] : [])),
    columns: choice.columns,
  });
  const changes = changesIn(overview, choice.columns, figures);
  const of = (...marks: Change['mark'][]) => changes.filter((each) => marks.includes(each.mark));
  const [worse, better, chance] = [of('worse'), of('better'), of('chance', 'unknown')];
  const last = rows.find((row) => row.last)?.last;
  const left = last
    ? choice.columns.flatMap(({ measure, basis }) => notComparable(measure, basis, 'last', collection, last) ?? [])
    : [];
  if (!last)
    return framed(
      frame,
      <>
        <p class="govuk-body">
          This is the first snapshot of every school here: there is nothing before it to compare with. The{' '}
          <a href={chosen('overview', request)}>heat map</a> shows where they stand.
        </p>
        <NewAndMissing overview={overview} today={ctx.today} />
      </>,
    );
  return framed(
    frame,
    <>
      <Careful changes={changes} overview={overview} left={[...new Set(left)]} />
      <ChangeTable
        caption={`Worse (${worse.length})`}
        changes={worse}
        empty="No figure is worse by more than chance."
      />
      <ChangeTable
        caption={`Better (${better.length})`}
        changes={better}
        empty="No figure is better by more than chance."
      />
      {worse.length + better.length > 0 ? <Measures changes={changes} /> : null}
      <NewAndMissing overview={overview} today={ctx.today} />
      {chance.length > 0 ? (
        <Details summary={`${chance.length} that could be chance or cannot be told`}>
          <SmallChanges changes={chance} />
        </Details>
      ) : null}
    </>,
  );
}
