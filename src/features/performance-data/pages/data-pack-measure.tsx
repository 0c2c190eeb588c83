import { Chart } from '#ui/chart.tsx';
import type { ChartValue } from '#ui/chart-values.ts';
import { Details } from '#ui/details.tsx';
import { Table } from '#ui/table.tsx';
import type { Gap, MeasureRow } from '../pack/data-pack.ts';
import { cellWords, difference, figureNotes, measureValue } from '../pack/words.ts';
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

const GapTable = ({ row, gap }: { row: MeasureRow; gap: Gap }) => {
  const { measure } = row;
  const number = (value: number | null | undefined) => (value == null ? 'Not published' : measureValue(measure, value));
  const pupils = (cohort: number | null | undefined) => (cohort == null ? '—' : String(cohort));
  return (
    <>
      <Table
        caption={`Disadvantaged pupils, ${yearName(gap.year)}`}
        columns={[
          { header: 'Pupils' },
          { header: 'This school', align: 'number' },
          { header: 'How many', align: 'number' },
          { header: 'National', align: 'number' },
        ]}
        rows={[
          [
            'Disadvantaged',
            number(gap.disadvantaged?.value),
            pupils(gap.disadvantaged?.cohort),
            gap.nationalDisadvantaged ? number(gap.nationalDisadvantaged.value) : 'Not held',
          ],
          [
            'Others',
            number(gap.others?.value),
            pupils(gap.others?.cohort),
            gap.nationalOthers ? number(gap.nationalOthers.value) : 'Not held',
          ],
        ]}
        dense
      />
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Gap within the school (its disadvantaged pupils minus its other pupils):{' '}
          {gap.withinSchool === null
            ? 'cannot be worked out'
            : `${difference(measure, gap.withinSchool)} ${gap.withinSchool < 0 ? 'behind' : 'ahead'}`}
        </li>
        <li>
          Gap as DfE publishes it (its disadvantaged pupils minus other pupils nationally):{' '}
          {gap.published?.value == null
            ? 'not in the files'
            : `${difference(measure, gap.published.value)} ${gap.published.value < 0 ? 'behind' : 'ahead'}`}
        </li>
      </ul>
    </>
  );
};

/** One headline measure: three years as a chart and a table, beside national and local figures, with what a reader must know to trust it. */
export const MeasureCard = ({ row }: { row: MeasureRow }) => {
  const { measure, cells, gap } = row;
  const value = (cell: MeasureRow['cells'][number]): ChartValue =>
    cell.figure?.value ?? { missing: cellWords(measure, cell).toLowerCase() };
  const enough = cells.filter(({ figure }) => figure?.value != null).length >= 2;
  const hasNational = cells.some(({ national }) => national);
  const hasLa = cells.some(({ la }) => la);
  const warning = caution(row);
  return (
    <section>
      <h3 class="govuk-heading-m">{measure.title}</h3>
      {warning ? <p class="govuk-body govuk-!-font-weight-bold">{warning}</p> : null}
      <Table
        caption={`${measure.title}, three years`}
        captionHidden
        columns={[
          { header: 'Whose figure' },
          ...cells.map(({ year }) => ({ header: yearName(year), align: 'number' as const })),
        ]}
        rows={[
          ['This school', ...cells.map((cell) => <strong>{cellWords(measure, cell)}</strong>)],
          ['National', ...comparatorWords(row, 'national')],
          ['Local authority', ...comparatorWords(row, 'la')],
        ]}
        dense
      />
      <ul class="govuk-list">
        {cells.map((cell) => {
          const notes = cell.figure ? figureNotes(measure, cell.figure) : [];
          return notes.length > 0 ? (
            <li class="govuk-hint">
              {yearName(cell.year)}: {notes.join('; ')}
            </li>
          ) : null;
        })}
        {[
          ...new Set(
            cells.flatMap((cell) => (cell.notPublished && cell.figure?.value == null ? [cell.notPublished] : [])),
          ),
        ].map((reason) => (
          <li class="govuk-hint">{reason}</li>
        ))}
      </ul>
      {enough ? (
        <Chart
          title={`${measure.title}: trend`}
          kind="line"
          unit={measure.unit === 'percent' ? '%' : measure.unit === 'points' ? 'points' : undefined}
          decimals={measure.decimals}
          categoryLabel="Year"
          categories={cells.map(({ year }) => yearName(year))}
          series={[
            { name: 'This school', values: cells.map(value) },
            ...(hasNational
              ? [{ name: 'National', values: cells.map(({ national }) => national?.value ?? null), dashed: true }]
              : []),
            ...(hasLa
              ? [{ name: 'Local authority', values: cells.map(({ la }) => la?.value ?? null), dashed: true }]
              : []),
          ]}
        />
      ) : null}
      {gap ? <GapTable row={row} gap={gap} /> : null}
      <Details summary={`What this measure is`}>
        <p class="govuk-body">{measure.definition}</p>
        {measure.availability ? <p class="govuk-body">{measure.availability}</p> : null}
      </Details>
    </section>
  );
};
