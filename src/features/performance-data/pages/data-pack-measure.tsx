import { Chart } from '#ui/chart.tsx';
import type { ChartValue } from '#ui/chart-values.ts';
import { Details } from '#ui/details.tsx';
import { Grid } from '#ui/grid.tsx';
import { Table } from '#ui/table.tsx';
import type { MeasureRow, PackFigure } from '../pack/data-pack.ts';
import type { Gap } from '../pack/gaps.ts';
import { cellWords, figureNotes, gapSize, measureValue, nullWords } from '../pack/words.ts';
import type { Measure } from '../readers/index.ts';
import { cohortCaution, onePupilIsWorth } from '../rules.ts';
import { yearName } from '../years.ts';

const comparatorWords = (row: MeasureRow, of: 'national' | 'la'): string[] =>
  row.cells.map((cell) => {
    const found = cell[of];
    if (cell.notPublished && !found) return '—';
    return found ? measureValue(row.measure, found.value) : 'Not held';
  });

function caution(row: MeasureRow): string | null {
  const cohort = row.cells.findLast(({ figure }) => figure?.value != null)?.figure?.cohort ?? null;
  const kind = cohortCaution(cohort);
  if (kind === null || cohort === null) return null;
  const worth = onePupilIsWorth(row.measure, cohort);
  const points = worth === null ? '' : ` One pupil is worth ${worth.toFixed(1)} percentage points.`;
  return kind === 'says_little'
    ? `Only ${cohort} pupils: a figure of so few says little about the school.${points}`
    : `${cohort} pupils: a small year group.${points}`;
}

const figureOrWord = (measure: Measure, figure: PackFigure | null): string =>
  figure === null ? '—' : figure.value === null ? nullWords(figure.nullKind) : measureValue(measure, figure.value);
const signed = (measure: Measure, by: number | null): string => (by === null ? '—' : gapSize(measure, by));

const GapTable = ({ measure, gaps }: { measure: Measure; gaps: readonly Gap[] }) => {
  const number = (value: number | null | undefined) => (value == null ? '—' : measureValue(measure, value));
  const row = (title: string, words: (gap: Gap) => string) => {
    const cells = gaps.map(words);
    return cells.every((cell) => cell === '—') ? [] : [[title, ...cells]];
  };
  return (
    <Table
      caption={`Disadvantaged pupils; gaps in ${measure.unit === 'percent' ? 'percentage points' : measure.unit === 'score' ? 'grades' : 'points'}, − is behind`}
      columns={[
        { header: 'Whose figure' },
        ...gaps.map(({ year }) => ({ header: yearName(year), align: 'number' as const })),
      ]}
      rows={[
        ...row('Disadvantaged here', (gap) => figureOrWord(measure, gap.disadvantaged)),
        ...row('How many', (gap) => String(gap.disadvantaged?.cohort ?? '—')),
        ...row('Others here', (gap) => figureOrWord(measure, gap.others)),
        ...row('Gap within the school', (gap) => signed(measure, gap.withinSchool)),
        ...row('Disadvantaged nationally', (gap) => number(gap.nationalDisadvantaged?.value)),
        ...row('Others nationally', (gap) => number(gap.nationalOthers?.value)),
        ...row('Gap nationally', (gap) => signed(measure, gap.national)),
        ...row('Gap as DfE publishes it', (gap) => signed(measure, gap.published?.value ?? null)),
      ]}
      dense
    />
  );
};

const sideWords = { national: 'National', la: 'Local authority' };

/** Which comparators want care, and why: provisional, quoted, of all schools. */
function comparatorNotes({ cells }: MeasureRow): string[] {
  return (['national', 'la'] as const).flatMap((side) => {
    const notes = cells.flatMap(({ year, [side]: found }) => {
      const words = [found?.note, found?.schools === 'all' ? 'of all schools, independent ones too' : null];
      const said = words.filter((word) => word != null).join(', ');
      return said === '' ? [] : [{ year: yearName(year), said }];
    });
    return [...Map.groupBy(notes, ({ said }) => said)].map(
      ([said, of]) => `${sideWords[side]}, ${of.map(({ year }) => year).join(' and ')}: ${said}`,
    );
  });
}

const Figures = ({ row }: { row: MeasureRow }) => {
  const { measure, cells } = row;
  const why = cells.flatMap((cell) => (cell.notPublished && cell.figure?.value == null ? [cell.notPublished] : []));
  const notes = [
    ...cells.flatMap((cell) => {
      const said = cell.figure ? figureNotes(measure, cell.figure) : [];
      return said.length > 0 ? [`${yearName(cell.year)}: ${said.join('; ')}`] : [];
    }),
    ...comparatorNotes(row),
    ...new Set(why),
  ];
  return (
    <>
      <Table
        caption={`${measure.title}, three years`}
        captionHidden
        columns={[
          { header: 'Whose figure' },
          ...cells.map(({ year }) => ({ header: yearName(year), align: 'number' as const })),
        ]}
        rows={[
          ['This school', ...cells.map((cell) => <strong>{cellWords(measure, cell)}</strong>)],
          ...(['national', 'la'] as const).flatMap((side) =>
            cells.some((cell) => cell[side]) ? [[sideWords[side], ...comparatorWords(row, side)]] : [],
          ),
        ]}
        dense
      />
      <ul class="govuk-list">
        {notes.map((note) => (
          <li class="govuk-hint">{note}</li>
        ))}
      </ul>
    </>
  );
};

const Trend = ({ row: { measure, cells } }: { row: MeasureRow }) => {
  const value = (cell: MeasureRow['cells'][number]): ChartValue =>
    cell.figure?.value ?? { missing: cellWords(measure, cell).toLowerCase() };
  const compared = (['national', 'la'] as const).filter((side) => cells.some((cell) => cell[side]));
  return (
    <Chart
      title={`${measure.title}: trend`}
      kind="line"
      unit={measure.unit === 'percent' ? '%' : measure.unit === 'points' ? 'points' : undefined}
      decimals={measure.decimals}
      categoryLabel="Year"
      categories={cells.map(({ year }) => yearName(year))}
      series={[
        { name: 'This school', values: cells.map(value) },
        ...compared.map((side) => ({
          name: sideWords[side],
          values: cells.map((cell) => cell[side]?.value ?? null),
          dashed: true,
        })),
      ]}
    />
  );
};

/** One headline measure: three years as a chart with its table beside it, national and local figures, and what a reader must know to trust them. */
export const MeasureCard = ({ row }: { row: MeasureRow }) => {
  const { measure, cells, gaps } = row;
  const enough = cells.filter(({ figure }) => figure?.value != null).length >= 2;
  const warning = caution(row);
  const words = (
    <div>
      <Figures row={row} />
      {gaps.length > 0 ? <GapTable measure={measure} gaps={gaps} /> : null}
      <Details summary="What this measure is">
        <p class="govuk-body">{measure.definition}</p>
        {gaps.length > 0 ? (
          <p class="govuk-body">
            The gap within the school is its disadvantaged pupils minus its other pupils. The gap as DfE publishes it is
            its disadvantaged pupils minus other pupils nationally. Disadvantaged: free school meals in the last six
            years, looked after, or adopted from care.
          </p>
        ) : null}
        {measure.availability ? <p class="govuk-body">{measure.availability}</p> : null}
      </Details>
    </div>
  );
  return (
    <section>
      <h3 class="govuk-heading-m">{measure.title}</h3>
      {warning ? (
        <p class="govuk-body">
          <strong>{warning}</strong>
        </p>
      ) : null}
      {enough ? (
        <Grid of="charts">
          {words}
          <div>
            <Trend row={row} />
          </div>
        </Grid>
      ) : (
        words
      )}
    </section>
  );
};
