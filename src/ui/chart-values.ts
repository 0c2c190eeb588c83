/** A number, or why there is none: `{ missing: 'suppressed' }`. Null reads "not available". */
export type ChartValue = number | null | { missing: string };

/** A value with the limits of its confidence interval, or lowest and highest around a median. */
export interface RangeValue {
  value: number;
  low: number;
  high: number;
}

export interface ChartSeries {
  name: string;
  values: readonly (ChartValue | RangeValue)[];
  /** For what others are held against: drawn with dashes. */
  dashed?: boolean | undefined;
}

export interface ChartData {
  kind: 'line' | 'bar' | 'grouped-bar' | 'range';
  categories: readonly string[];
  series: readonly ChartSeries[];
  /** `%` is written after each number; any other unit once, above. */
  unit?: string | undefined;
  decimals?: number | undefined;
  /** One level across the whole chart, such as the national figure. */
  reference?: { label: string; value: number } | undefined;
  /** Bars or ranges lie down: for many categories or long names. */
  horizontal?: boolean | undefined;
  min?: number | undefined;
  max?: number | undefined;
}

export const isRange = (value: ChartValue | RangeValue | undefined): value is RangeValue =>
  typeof value === 'object' && value !== null && 'low' in value;

/** The number that is drawn; null leaves a gap. */
export const drawn = (value: ChartValue | RangeValue | undefined): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return isRange(value) ? value.value : null;
};

// Made once: a formatter costs more than the drawing's other words together.
const formatters = [0, 1, 2, 3].map(
  (digits) => new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

export const formatNumber = (value: number, { unit, decimals }: Pick<ChartData, 'unit' | 'decimals'>): string => {
  const formatter = formatters[Math.min(decimals ?? 0, formatters.length - 1)];
  return `${formatter?.format(value).replace('-', '−')}${unit === '%' ? '%' : ''}`;
};

/** What the table says: the number, or why there is none. */
export const inWords = (
  value: ChartValue | RangeValue | undefined,
  format: Pick<ChartData, 'unit' | 'decimals'>,
): string => {
  const number = drawn(value);
  if (number !== null) return formatNumber(number, format);
  return typeof value === 'object' && value !== null && 'missing' in value ? value.missing : 'not available';
};

/** One sentence for each series, for those who hear the chart: "Ashdown: 61% in 2022 to 68% in 2025." */
export const summarise = ({ series, categories, ...format }: ChartData): string =>
  series
    .map(({ name, values }) => {
      const known = values.flatMap((value, index) =>
        drawn(value) === null ? [] : [{ value, category: categories[index] ?? '' }],
      );
      const first = known[0];
      const last = known.at(-1);
      if (first === undefined || last === undefined) return `${name}: no figures.`;
      if (first === last) return `${name}: ${inWords(first.value, format)}, ${first.category}.`;
      return `${name}: ${inWords(first.value, format)} (${first.category}) to ${inWords(last.value, format)} (${last.category}).`;
    })
    .join(' ');
