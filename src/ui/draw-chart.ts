import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartOption } from './chart-option.ts';
import type { ChartData } from './chart-values.ts';
import { cleanSvg } from './clean-svg.ts';

use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

export interface ChartDrawing {
  width: number;
  height: number;
  /** Inner markup of the `<svg>`, already cleaned. */
  markup: string;
}

const longName = 11;
const allNames = 34;

// Upright bars have no room for their names on a phone.
const lyingDown = (data: ChartData, narrow: boolean): boolean =>
  data.horizontal === true ||
  (narrow &&
    data.kind !== 'line' &&
    (data.categories.some((name) => name.length > longName) || data.categories.join('').length > allNames));

/** Draws on the server, in pixels of the given width; nothing is kept between two drawings. */
export function drawChart(data: ChartData, narrow: boolean): ChartDrawing {
  const width = narrow ? 350 : 700;
  const rows = data.categories.length * (data.kind === 'grouped-bar' ? Math.max(1, data.series.length * 0.7) : 1);
  const horizontal = lyingDown(data, narrow);
  const height = horizontal ? Math.round(56 + rows * 32) : narrow ? 240 : 290;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(chartOption({ ...data, horizontal, narrow }));
    return { width, height, markup: cleanSvg(chart.renderToSVGString({ useViewBox: true })) };
  } finally {
    chart.dispose();
  }
}
