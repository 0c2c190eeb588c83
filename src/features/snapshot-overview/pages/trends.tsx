import { academicYearName } from '#core/academic-year/rules.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type Basis, type Figure, formatFigure, formatValue, type Measure } from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Table } from '#ui/table.tsx';
import { loadChoice, loadOverview, loadShown, type Overview, trustOf } from '../load-overview.ts';
import { type Collection, everywhere, type SnapshotRow, snapshotsIn } from '../queries.ts';
import { framed, NoFigures, nothingAsked } from './frame.tsx';
import { MeasureChoices, pickedColumn } from './picked-measure.tsx';
import { SmallLine, sharedScale } from './small-line.tsx';

const title = 'Schools snapshot by snapshot';
/** Three years of a snapshot each term. */
const shownAtMost = 9;

type Line = { id: string; school: string; figures: (Figure | null)[] };
type Column = { measure: Measure; basis: Basis | '' };

const compare = Temporal.PlainDate.compare;
const keyOf = (collectionId: string, schoolId: string) => `${collectionId} ${schoolId}`;

/** One measure of every school over the last collections, the earliest first, and that of the trust. */
async function loadLines(ctx: Ctx, overview: Overview, column: Column) {
  const points = overview.collections
    .filter((each) => each.any_taken && compare(each.data_on, overview.collection.data_on) <= 0)
    .slice(0, shownAtMost)
    .toReversed();
  const all = await snapshotsIn(
    everywhere(ctx),
    points.map((each) => each.id),
  );
  // The newest version comes first: the newest that is taken counts.
  const taken = new Map<string, SnapshotRow>();
  for (const each of all) {
    const key = keyOf(each.collection_id, each.school_id);
    if (each.taken_at !== null && !taken.has(key)) taken.set(key, each);
  }
  const own = new Map(
    [...taken.values()]
      .filter((each) => coversSchool(ctx.scope, each.school_id))
      .map((each) => [each.id, each.school_id]),
  );
  const figures = await loadShown(ctx, own, {
    snapshotIds: [...taken.values()].map((each) => each.id),
    columns: [column],
  });
  const at = (school: string, point: Collection) =>
    figures.of(taken.get(keyOf(point.id, school))?.id, column.measure.code, column.basis) ?? null;
  const lines = overview.rows.map(
    (row): Line => ({ id: row.schoolId, school: row.school, figures: points.map((point) => at(row.schoolId, point)) }),
  );
  const byPoint = Map.groupBy(taken.values(), (each) => each.collection_id);
  const trust = points.map((point) => {
    const ids = (byPoint.get(point.id) ?? []).map((each) => each.id);
    return trustOf(
      { seesAll: overview.seesAll, taken: ids.filter((id) => own.has(id)), others: ids.filter((id) => !own.has(id)) },
      figures,
      column,
    );
  });
  return { points, lines, trust };
}

const valuesOf = (figures: readonly (Figure | null)[]) => figures.map((figure) => figure?.value ?? null);
const words = (measure: Measure, figure: Figure | null) =>
  figure === null
    ? '—'
    : figure.value === null
      ? formatFigure(measure, figure)
      : `${formatFigure(measure, figure)} (${figure.pupils})`;

function label(measure: Measure, line: Line, points: readonly Collection[]): string {
  const known = line.figures.flatMap((figure, at) =>
    figure?.value == null ? [] : [`${formatValue(measure, figure.value)} (${points[at]?.name ?? ''})`],
  );
  return `${line.school}, ${measure.title}: ${known.length > 0 ? known.join(', ') : 'no figures'}`;
}

/** One measure, every school a small line of its own beside the trust's, all on one scale, with the figures below. */
export async function showTrends(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const overview = await loadOverview(ctx, request);
  if (!overview) return nothingAsked(ctx, title);
  const choice = await loadChoice(ctx, overview, request);
  const column = choice ? pickedColumn(choice, request) : undefined;
  const frame = { ctx, request, view: 'trends' as const, title, overview, choice };
  if (!choice || !column)
    return framed(
      { ...frame, lead: 'One measure of every school, snapshot by snapshot.' },
      <NoFigures overview={overview} request={request} />,
    );
  const { measure } = column;
  const { points, lines, trust } = await loadLines(ctx, overview, column);
  const scale = sharedScale([...lines.map((line) => valuesOf(line.figures)), valuesOf(trust)]);
  const inside = { low: formatValue(measure, scale.low), high: formatValue(measure, scale.high) };
  return framed(
    { ...frame, lead: measure.definition, more: <MeasureChoices view="trends" request={request} choice={choice} /> },
    <>
      <h2 class="govuk-heading-m">{measure.title}</h2>
      {points.length < 2 ? (
        <p class="govuk-body">There is one snapshot so far: lines begin with the next.</p>
      ) : (
        <>
          <p class="govuk-body">
            Line: the school. Dashes: the trust. All on one scale, {inside.low} to {inside.high}
            {measure.higherIsBetter ? '' : '; lower is better'}.
          </p>
          <ul class="cairn-multiples">
            {lines.map((line) => (
              <li>
                <h3 class="cairn-multiples__title" title={line.school}>
                  {line.school}
                </h3>
                <SmallLine
                  own={valuesOf(line.figures)}
                  trust={valuesOf(trust)}
                  scale={scale}
                  label={label(measure, line, points)}
                />
                <p class="cairn-multiples__figure">{words(measure, line.figures.at(-1) ?? null)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <Table
        caption={`${measure.title}, with pupils`}
        columns={[
          { header: 'School' },
          ...points.map((point) => ({
            header: `${point.name} ${academicYearName(point.academic_year)}`,
            align: 'number' as const,
          })),
        ]}
        rows={lines.map((line) => [line.school, ...line.figures.map((figure) => words(measure, figure))])}
        foot={[['The trust', ...trust.map((figure) => words(measure, figure))]]}
        dense
        stickyFirst
      />
    </>,
  );
}
