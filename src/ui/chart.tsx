import { seriesNumber } from './chart-ink.ts';
import { type ChartData, formatNumber, inWords, isRange, summarise } from './chart-values.ts';
import { Details } from './details.tsx';
import { drawChart } from './draw-chart.ts';
import { type Column, Table } from './table.tsx';

export interface ChartProps extends ChartData {
  title: string;
  /** What the chart shows, in a sentence, in place of the one worked out from the figures. */
  description?: string | undefined;
  /** What the categories are: "Year", "School". */
  categoryLabel?: string | undefined;
  /** Closed under the chart, or open below it. */
  table?: 'details' | 'below' | undefined;
  /** "Source: …", below. */
  source?: string | undefined;
}

const Key = ({ chart }: { chart: ChartProps }) => (
  <ul class="cairn-chart__key">
    {chart.series.length > 1 || chart.reference
      ? chart.series.map(({ name, dashed }, index) => (
          <li class="cairn-chart__key-item">
            <svg
              class="cairn-chart__swatch"
              viewBox="0 0 22 12"
              width="22"
              height="12"
              aria-hidden="true"
              focusable="false"
            >
              {chart.kind === 'line' || chart.kind === 'range' ? (
                <>
                  <path
                    d="M0 6h22"
                    class={`cs-${seriesNumber(index)}`}
                    stroke-width="2.5"
                    stroke-dasharray={dashed ? '5 3' : undefined}
                    fill="none"
                  />
                  <KeySymbol index={index} />
                </>
              ) : (
                <rect x="4" y="0" width="14" height="12" class={`cf-${seriesNumber(index)}`} />
              )}
            </svg>
            {name}
          </li>
        ))
      : null}
    {chart.reference ? (
      <li class="cairn-chart__key-item">
        <svg
          class="cairn-chart__swatch"
          viewBox="0 0 22 12"
          width="22"
          height="12"
          aria-hidden="true"
          focusable="false"
        >
          <path d="M0 6h22" class="cs-reference" stroke-width="1.5" stroke-dasharray="5 4" fill="none" />
        </svg>
        {chart.reference.label}: {formatNumber(chart.reference.value, chart)}
      </li>
    ) : null}
    {chart.unit && chart.unit !== '%' ? <li class="cairn-chart__unit">In {chart.unit}</li> : null}
  </ul>
);

const shapes = [
  'M11 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
  'M7 2h8v8h-8z',
  'M11 1.500l4.500 8.500h-9z',
  'M11 1l4.500 5l-4.500 5l-4.500-5z',
  'M11 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z',
  'M7 2h8v8h-8z',
];

const KeySymbol = ({ index }: { index: number }) => (
  <path
    d={shapes[index % shapes.length] ?? ''}
    class={index % 6 > 3 ? `cf-page cs-${seriesNumber(index)}` : `cf-${seriesNumber(index)}`}
    stroke-width="2"
  />
);

const tableOf = (chart: ChartProps): { columns: Column[]; rows: string[][] } => ({
  columns: [
    { header: chart.categoryLabel ?? 'Category', headerHidden: chart.categoryLabel === undefined },
    ...chart.series.flatMap(({ name }): Column[] =>
      chart.kind === 'range'
        ? [
            { header: name, align: 'number' },
            { header: 'Range', align: 'number' },
          ]
        : [{ header: name, align: 'number' }],
    ),
    ...(chart.reference ? [{ header: chart.reference.label, align: 'number' } as const] : []),
  ],
  rows: chart.categories.map((category, index) => [
    category,
    ...chart.series.flatMap(({ values }) => {
      const value = values[index];
      if (chart.kind !== 'range') return [inWords(value, chart)];
      return [
        inWords(value, chart),
        isRange(value) ? `${formatNumber(value.low, chart)} to ${formatNumber(value.high, chart)}` : '—',
      ];
    }),
    ...(chart.reference ? [formatNumber(chart.reference.value, chart)] : []),
  ]),
});

const Drawing = ({ chart, narrow }: { chart: ChartProps; narrow: boolean }) => {
  const { width, height, markup } = drawChart(chart, narrow);
  return (
    <svg
      class={narrow ? 'cairn-chart__svg cairn-chart__svg--narrow' : 'cairn-chart__svg cairn-chart__svg--wide'}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${chart.title}. ${chart.description ?? summarise(chart)}`}
    >
      {/* Safe: cleanSvg has rebuilt it from an allow-list. */}
      <g dangerouslySetInnerHTML={{ __html: markup }} />
    </svg>
  );
};

/** Drawn twice, for a wide and a narrow place, so that its words keep their size; the style sheet shows one. The table is always there. */
export const Chart = (props: ChartProps) => {
  const { columns, rows } = tableOf(props);
  const table = <Table caption={props.title} captionHidden columns={columns} rows={rows} dense />;
  return (
    <figure class="cairn-chart">
      <figcaption class="cairn-chart__title">{props.title}</figcaption>
      {props.description ? <p class="cairn-chart__description">{props.description}</p> : null}
      <Key chart={props} />
      <Drawing chart={props} narrow={false} />
      <Drawing chart={props} narrow={true} />
      {props.table === 'below' ? table : <Details summary="Show these figures as a table">{table}</Details>}
      {props.source ? <p class="cairn-chart__source">{props.source}</p> : null}
    </figure>
  );
};
