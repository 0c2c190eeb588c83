import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { Figure, Measure } from '#features/measures/index.ts';
import { nationalFigures } from '#features/performance-data/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { loadChoice, loadOverview, loadShown, type Overview, schoolsOf, takenOf, trustOf } from '../load-overview.ts';
import { targetsOfYear } from '../queries.ts';
import { type Beside, besideNames, markOf, notComparable, ofOtherPupils } from '../rules.ts';
import { Choices, chosen, framed, NoFigures, nothingAsked } from './frame.tsx';
import { type HeatRow, sortRows } from './heat-rows.ts';
import { HeatKey, HeatTable } from './heat-table.tsx';

type Other = Figure | number | null;

/** What each figure of a school is held against, and that of England for the foot. */
async function loadOthers(ctx: Ctx, overview: Overview, beside: Beside, codes: readonly string[]) {
  const { collection } = overview;
  const targets = new Map(
    beside === 'target'
      ? (await targetsOfYear(ctx, collection.academic_year)).map((each) => [
          `${each.school_id} ${each.measure}`,
          each.value,
        ])
      : [],
  );
  const national = beside === 'national' ? await nationalFigures(ctx, codes, collection.academic_year) : null;
  return { targets, national };
}

const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** What must be said with the trust's figures, each once with the measures that it is about. */
function notesOf(columns: readonly { measure: Measure }[], trust: readonly (Figure | null)[]): string[] {
  const noted = columns.flatMap(({ measure }, at) => {
    const note = trust[at]?.note;
    return note ? [{ note, title: measure.shortTitle }] : [];
  });
  return [...Map.groupBy(noted, (each) => each.note)].map(
    ([note, of]) => `${of.map((each) => each.title).join(', ')}: ${lowerFirst(note)}`,
  );
}

const besides: readonly Beside[] = ['trust', 'last', 'target', 'national'];

/** Every school of the reader's by every measure of a stage, each figure marked where it is better or worse than what it is held against by more than chance. */
export async function showHeatMap(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const overview = await loadOverview(ctx, request);
  if (!overview) return nothingAsked(ctx, 'Schools by measures');
  const title = overview.seesAll ? 'Schools by measures' : 'Your school beside the trust';
  const choice = await loadChoice(ctx, overview, request);
  const { collection, rows } = overview;
  const shared = rows.filter((row) => row.snapshotId !== null).length;
  const frame = {
    ctx,
    request,
    view: 'overview' as const,
    title,
    lead: `${shared} of ${rows.length} ${rows.length === 1 ? 'school has' : 'schools have'} shared ${collection.name}, ${academicYearName(collection.academic_year)}.`,
    overview,
    choice,
  };
  if (!choice) return framed(frame, <NoFigures overview={overview} request={request} />);
  const beside = besides.find((each) => each === request.query['beside']) ?? 'trust';
  const { columns } = choice;
  const figures = await loadShown(ctx, schoolsOf(overview), {
    snapshotIds: [
      ...rows.flatMap((row) => [row.snapshotId ?? [], beside === 'last' && row.last ? row.last.id : []].flat()),
      ...overview.others,
    ],
    columns,
  });
  const { targets, national } = await loadOthers(
    ctx,
    overview,
    beside,
    columns.map((each) => each.measure.code),
  );
  const trust = columns.map((column) => trustOf({ ...overview, taken: takenOf(overview) }, figures, column));
  const nationalOf = (measure: Measure, row: { phase: string; lowAge: number }) =>
    national?.(measure.code, { phase: row.phase, low_age: row.lowAge }) ?? null;
  const other = (row: Overview['rows'][number], at: number): Other => {
    const column = columns[at];
    if (!column || notComparable(column.measure, column.basis, beside, collection, row.last)) return null;
    const { measure, basis } = column;
    if (beside === 'trust') return trust[at] ?? null;
    if (beside === 'last') return figures.of(row.last?.id, measure.code, basis) ?? null;
    if (beside === 'target') return targets.get(`${row.schoolId} ${measure.code}`) ?? null;
    return nationalOf(measure, row)?.value ?? null;
  };
  const heat = rows.map(
    (row): HeatRow => ({
      ...row,
      cells: columns.map(({ measure, basis }, at) => {
        const figure = figures.of(row.snapshotId, measure.code, basis) ?? null;
        return { figure, mark: figure ? markOf(measure, figure, other(row, at)) : 'unknown' };
      }),
    }),
  );
  const sort = columns.findIndex((each) => each.measure.code === request.query['sort']);
  const order = request.query['order'] === 'down' ? 'down' : 'up';
  const picked = columns.find((each) => each.measure.code === request.query['measure']) ?? columns[0];
  const remarks = [
    ...new Set([
      ...columns.flatMap(({ measure, basis }) => {
        const last = rows.find((row) => row.last)?.last;
        return notComparable(measure, basis, beside, collection, last) ?? [];
      }),
      ...(beside === 'last' &&
      columns.some(({ measure }) => rows.some((row) => row.last && ofOtherPupils(measure, collection, row.last)))
        ? ['A school year lies between: the measures of one year group are of other pupils than last time.']
        : []),
      ...(beside === 'trust' && trust.every((each) => each === null)
        ? ['The trust’s figure is shown once three schools or more have shared theirs.']
        : []),
      ...(choice.empty.length > 0
        ? [`No school has a figure of ${choice.empty.map((measure) => measure.title).join(', ')}.`]
        : []),
      ...notesOf(columns, trust),
    ]),
  ];
  return framed(
    {
      ...frame,
      more: (
        <>
          <Choices
            label="Held against"
            links={besides.map((each) => ({
              label: besideNames[each],
              href: chosen('overview', request, { beside: each }),
              current: each === beside,
            }))}
          />
          <Choices
            label="Measure"
            narrowOnly
            links={columns.map(({ measure }) => ({
              label: measure.shortTitle,
              href: chosen('overview', request, { measure: measure.code }),
              current: measure === picked?.measure,
            }))}
          />
        </>
      ),
    },
    <>
      <HeatKey beside={beside} />
      <HeatTable
        today={ctx.today}
        columns={columns}
        rows={sortRows(heat, sort, order)}
        trust={trust}
        seesAll={overview.seesAll}
        national={columns.map(({ measure, basis }) => {
          if (!national || notComparable(measure, basis, 'national', collection)) return null;
          const found = rows.map((row) => nationalOf(measure, row));
          const [first] = found;
          // Where it differs by type of school no one figure stands for all of them.
          return first && found.every((each) => each?.value === first.value) ? first : null;
        })}
        picked={picked?.measure.code ?? ''}
        sorted={sort < 0 ? null : { at: sort, order }}
        sortHref={(at) => {
          const code = columns[at]?.measure.code ?? null;
          return chosen('overview', request, {
            sort: code,
            order: at === sort && order === 'up' ? 'down' : null,
            measure: code,
          });
        }}
        nameHref={chosen('overview', request, { sort: null, order: null })}
      />
      {remarks.map((remark) => (
        <p class="govuk-body-s">{remark}</p>
      ))}
    </>,
  );
}
