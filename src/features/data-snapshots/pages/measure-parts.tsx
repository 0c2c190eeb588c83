import { academicYearName } from '#core/academic-year/rules.ts';
import {
  type Breakdown,
  breakdowns,
  breakdownTitles,
  type Difference,
  type Figure,
  formatFigure,
  formatGap,
  formatValue,
  gapOf,
  groupsOf,
  type Measure,
  nullWords,
} from '#features/measures/index.ts';
import { shortDate } from '#platform/clock.ts';
import { Chart } from '#ui/chart.tsx';
import { Table } from '#ui/table.tsx';
import { changeWords, comparesWith } from '../comparison.ts';
import type { StoredFigure, TakenSnapshot } from '../figure-queries.ts';
import { figureIn } from '../figures-shown.ts';
import type { Asked } from '../measure-of-request.ts';
import type { Snapshot } from '../queries.ts';

const gapWords: Record<Difference, string> = {
  'a real change': 'a real difference',
  'could be chance': 'could be chance',
  'too few pupils to tell': 'too few pupils to tell',
};

/** Pairs of groups whose gap the sector watches. */
const gaps: readonly [Breakdown, string, string, string][] = [
  ['disadvantaged', 'disadvantaged', 'not_disadvantaged', 'Disadvantaged pupils and others'],
  ['sex', 'boys', 'girls', 'Boys and girls'],
  ['sen', 'sen', 'no_sen', 'Pupils with SEN and without'],
  ['eal', 'eal', 'english_first_language', 'First language not English and English'],
];

const yearTitle = (code: string) => (code === '0' ? 'Reception' : Number(code) < 0 ? 'Nursery' : `Year ${code}`);

function titleOf(breakdown: string, code: string): string {
  if (breakdown === 'year') return code === 'not_recorded' ? 'Not recorded' : yearTitle(code);
  if (breakdown === 'class') return code;
  const known = groupsOf(breakdown as Breakdown, []).find((group) => group.code === code);
  return known?.title ?? 'Not recorded';
}

/** Groups in the order in which the sector lists them; years and classes by number. */
function inOrder(breakdown: Breakdown, figures: readonly StoredFigure[]): StoredFigure[] {
  const known = groupsOf(breakdown, []).map((group) => group.code);
  const place = (code: string) => (known.includes(code) ? known.indexOf(code) : known.length);
  return figures.toSorted(
    (one, other) =>
      place(one.groupCode) - place(other.groupCode) ||
      one.groupCode.localeCompare(other.groupCode, 'en', { numeric: true }),
  );
}

export type MeasureShown = {
  snapshot: Snapshot;
  asked: Asked;
  figures: readonly StoredFigure[];
  taken: readonly TakenSnapshot[];
};

/** Every breakdown of the measure, group by group. */
export const Groups = (props: MeasureShown) => {
  const { measure, basis, subjectId } = props.asked;
  const own = props.figures.filter((each) => each.snapshotId === props.snapshot.id && each.breakdown !== 'all');
  const earlier = earlierOf(props);
  return (
    <>
      {breakdowns
        .filter((breakdown) => own.some((each) => each.breakdown === breakdown))
        .map((breakdown) => (
          <Table
            caption={breakdownTitles[breakdown]}
            columns={[
              { header: 'Group' },
              { header: 'Pupils', align: 'number' },
              { header: measure.shortTitle, align: 'number' },
              { header: 'Likely range', align: 'number' },
              ...(earlier ? [{ header: `Since ${earlier.name}`, align: 'number' as const }] : []),
            ]}
            rows={inOrder(
              breakdown,
              own.filter((each) => each.breakdown === breakdown),
            ).map((each) => [
              titleOf(breakdown, each.groupCode),
              each.figure.nullKind === 'suppressed' ? '—' : each.figure.pupils,
              formatFigure(measure, each.figure),
              rangeOf(measure, each.figure),
              ...(earlier
                ? [
                    changeWords(
                      measure,
                      each.figure,
                      figureIn(props.figures, {
                        measure: measure.code,
                        basis,
                        subjectId,
                        snapshotId: earlier.id,
                        breakdown,
                        groupCode: each.groupCode,
                      }),
                    ) ?? '—',
                  ]
                : []),
            ])}
            stack
          />
        ))}
    </>
  );
};

export const rangeOf = (measure: Measure, figure: Figure): string =>
  figure.lower === null || figure.upper === null
    ? '—'
    : `${formatValue(measure, figure.lower)} to ${formatValue(measure, figure.upper)}`;

export const earlierOf = (props: MeasureShown): TakenSnapshot | undefined =>
  props.taken.findLast(
    (each) =>
      Temporal.PlainDate.compare(each.data_on, props.snapshot.data_on) < 0 &&
      comparesWith(props.asked.measure, props.snapshot, each),
  );

/** Gaps between groups, and how each has moved from snapshot to snapshot. */
export const Gaps = (props: MeasureShown) => {
  const { measure, basis, subjectId } = props.asked;
  const at = (snapshotId: string, breakdown: string, groupCode: string) =>
    figureIn(props.figures, { measure: measure.code, basis, subjectId, snapshotId, breakdown, groupCode });
  const until = props.taken.filter((each) => Temporal.PlainDate.compare(each.data_on, props.snapshot.data_on) <= 0);
  const shown = until.slice(-6);
  const rows = gaps.flatMap(([breakdown, one, other, title]) => {
    const cells = shown.map((each) => {
      const [first, second] = [at(each.id, breakdown, one), at(each.id, breakdown, other)];
      if (!first || !second) return '—';
      const gap = gapOf(first, second);
      return gap.value === null ? nullWords[gap.nullKind ?? 'not-available'] : formatGap(measure, gap.value);
    });
    const [first, second] = [at(props.snapshot.id, breakdown, one), at(props.snapshot.id, breakdown, other)];
    if (!first || !second) return [];
    return [[title, ...cells, gapWords[gapOf(first, second).difference]]];
  });
  if (rows.length === 0) return null;
  return (
    <Table
      caption="Gaps within the school"
      columns={[
        { header: 'Between' },
        ...shown.map((each) => ({ header: shortDate(each.data_on), align: 'number' as const })),
        { header: 'Now' },
      ]}
      rows={rows}
      stack
    />
  );
};

/** How the measure has moved, with its table. */
export const Trend = (props: MeasureShown) => {
  const { measure, basis, subjectId } = props.asked;
  const points = props.taken.map((each) => ({
    name: `${each.name} ${academicYearName(each.academic_year)}`,
    figure: figureIn(props.figures, { measure: measure.code, basis, subjectId, snapshotId: each.id }),
  }));
  if (points.filter((point) => point.figure?.value != null).length < 2) return null;
  return (
    <Chart
      title={`${measure.title}, snapshot by snapshot`}
      kind="line"
      unit={measure.unit === 'percent' ? '%' : ''}
      decimals={measure.decimals}
      categories={points.map((point) => point.name)}
      series={[
        {
          name: props.snapshot.school,
          values: points.map(({ figure }) =>
            figure === undefined ? null : (figure.value ?? { missing: nullWords[figure.nullKind ?? 'not-available'] }),
          ),
        },
      ]}
      table="below"
    />
  );
};
