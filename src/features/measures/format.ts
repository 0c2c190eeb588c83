import type { Figure, Measure, NullKind } from './types.ts';

/** Half up, away from zero: 62.5 is 63, −0.5 is −1. Binary fractions such as 1.005 round as they are written. */
export function roundHalfUp(value: number, decimals: number): number {
  const size = Math.abs(value);
  const scaled = Number(`${Number(size.toPrecision(14))}e${decimals}`);
  const rounded = Number.isNaN(scaled)
    ? Math.round(size * 10 ** decimals) / 10 ** decimals
    : Number(`${Math.round(scaled)}e${-decimals}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

export const nullWords: Record<NullKind, string> = {
  'no-pupils': 'No pupils',
  'not-available': 'Not available',
  'not-published': 'Not published nationally',
  'low-coverage': 'Too few pupils covered',
  'not-assessed': 'Not assessed',
  suppressed: 'Held back (few pupils)',
};

/** A value as the measure is printed: `63%`, `46.2`, `+0.32`, `−0.10`. Minus is a minus sign. */
export function formatValue(measure: Pick<Measure, 'unit' | 'decimals'>, value: number): string {
  const rounded = roundHalfUp(value, measure.decimals);
  const digits = Math.abs(rounded).toFixed(measure.decimals);
  const sign = rounded < 0 ? '−' : measure.unit === 'progress' && rounded > 0 ? '+' : '';
  return `${sign}${digits}${measure.unit === 'percent' ? '%' : ''}`;
}

/** A figure as it is printed, or why there is none. */
export function formatFigure(measure: Pick<Measure, 'unit' | 'decimals'>, figure: Figure): string {
  if (figure.value === null) return nullWords[figure.nullKind ?? 'not-available'];
  return formatValue(measure, figure.value);
}

/** A difference of two figures: always signed; of shares in percentage points (`−28.1 pp`, one decimal: it is worked out before rounding). */
export function formatGap(measure: Pick<Measure, 'unit' | 'decimals'>, gap: number): string {
  const percent = measure.unit === 'percent';
  const decimals = percent ? 1 : Math.max(1, measure.decimals);
  const rounded = roundHalfUp(gap, decimals);
  const sign = rounded < 0 ? '−' : rounded > 0 ? '+' : '';
  return `${sign}${Math.abs(rounded).toFixed(decimals)}${percent ? ' pp' : ''}`;
}
