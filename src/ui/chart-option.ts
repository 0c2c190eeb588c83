import type { EChartsCoreOption } from 'echarts/core';
import { inks, seriesInk } from './chart-ink.ts';
import { type ChartData, drawn, formatNumber, isRange } from './chart-values.ts';

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'] as const;
const quiet = { silent: true, emphasis: { disabled: true }, animation: false } as const;

type Drawing = ChartData & { narrow: boolean };

const isLine = ({ kind }: ChartData) => kind === 'line' || kind === 'range';

// Few enough bars to write the number on each; a line carries its numbers in the table.
const labelled = ({ kind, series, categories, horizontal, narrow }: Drawing): boolean =>
  (kind === 'bar' || kind === 'grouped-bar') &&
  series.length * categories.length <= (horizontal ? 40 : narrow ? 6 : 14);

const referenceLine = (chart: Drawing) =>
  chart.reference === undefined
    ? undefined
    : {
        ...quiet,
        symbol: 'none',
        data: [chart.horizontal ? { xAxis: chart.reference.value } : { yAxis: chart.reference.value }],
        lineStyle: { color: inks.reference, type: [5, 4], width: 1.5 },
        label: { show: false },
      };

const rangeLines = (chart: Drawing, values: ChartData['series'][number]['values'], colour: string) => ({
  ...quiet,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: colour, type: 'solid', width: 3 },
  data: values.flatMap((value, index) => {
    if (!isRange(value)) return [];
    const at = (level: number) => ({ coord: chart.horizontal ? [level, index] : [index, level] });
    return [[at(value.low), at(value.high)]];
  }),
});

const bounds = (chart: Drawing) =>
  // The axis has to reach as far as the intervals do; these two lines are not drawn.
  (['low', 'high'] as const).map((end) => ({
    ...quiet,
    type: 'line',
    symbol: 'none',
    lineStyle: { width: 0, color: 'transparent' },
    data: chart.categories.map((_, index) => {
      const value = chart.series[0]?.values[index];
      const level = isRange(value) ? value[end] : null;
      return chart.horizontal ? [level, index] : level;
    }),
  }));

const oneSeries = (chart: Drawing, index: number) => {
  const series = chart.series[index];
  const colour = seriesInk(index);
  const values = chart.categories.map((_, at) => drawn(series?.values[at]));
  const reference = index === 0 ? referenceLine(chart) : undefined;
  const shared = { ...quiet, clip: false, name: `series ${index + 1}`, itemStyle: { color: colour } };
  if (chart.kind === 'range')
    return {
      ...shared,
      type: 'line',
      data: chart.horizontal ? values.map((value, at) => [value, at]) : values,
      symbol: symbols[index % symbols.length],
      symbolSize: 10,
      lineStyle: { width: 0, color: 'transparent' },
      markLine: rangeLines(chart, series?.values ?? [], colour),
    };
  if (chart.kind === 'line')
    return {
      ...shared,
      type: 'line',
      data: values,
      symbol: symbols[index % symbols.length],
      symbolSize: 8,
      showAllSymbol: true,
      lineStyle: { color: colour, width: 2.5, type: series?.dashed ? [6, 4] : 'solid' },
      markLine: reference,
    };
  return {
    ...shared,
    type: 'bar',
    data: values,
    barMaxWidth: chart.horizontal ? 20 : 52,
    barGap: '12%',
    label: {
      show: labelled(chart),
      position: chart.horizontal ? 'right' : 'top',
      color: inks.label,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const value = values[dataIndex];
        return typeof value === 'number' ? formatNumber(value, chart) : '';
      },
    },
    markLine: reference,
  };
};

/** What ECharts is asked to draw; no words of its own except the names of categories. */
export function chartOption(chart: Drawing): EChartsCoreOption {
  const fontSize = 13;
  const label = { color: inks.label, fontSize };
  const category = {
    type: 'category',
    data: [...chart.categories],
    inverse: chart.horizontal === true,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: inks.axis } },
    axisLabel: chart.horizontal
      ? { ...label, interval: 0, width: chart.narrow ? 110 : 190, overflow: 'break' }
      : {
          ...label,
          hideOverlap: true,
          interval: isLine(chart) ? 'auto' : 0,
          width: (chart.narrow ? 310 : 640) / Math.max(chart.categories.length, 1),
          overflow: 'break',
        },
  };
  const value = {
    type: 'value',
    scale: isLine(chart),
    // A bar shows its length, so it starts at nothing.
    min: isLine(chart) ? chart.min : Math.min(0, chart.min ?? 0) || undefined,
    max: chart.max,
    splitNumber: chart.narrow ? 4 : 5,
    axisLabel: {
      ...label,
      hideOverlap: true,
      formatter: (level: number) =>
        formatNumber(level, { ...chart, decimals: Number.isInteger(level) ? 0 : (chart.decimals ?? 1) }),
    },
    splitLine: { lineStyle: { color: inks.grid } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: 'sans-serif', fontSize },
    grid: {
      left: 8,
      right: chart.horizontal && !isLine(chart) ? 44 : 14,
      top: 20,
      bottom: 6,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: chart.horizontal ? value : category,
    yAxis: chart.horizontal ? category : value,
    series: [
      ...chart.series.map((_, index) => oneSeries(chart, index)),
      ...(chart.kind === 'range' ? bounds(chart) : []),
      ...(chart.kind === 'range' && chart.reference
        ? [{ ...quiet, type: 'line', data: [], markLine: referenceLine(chart) }]
        : []),
    ],
  };
}
