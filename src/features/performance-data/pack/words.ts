import type { Measure, NullKind } from '../readers/index.ts';
import type { PackFigure, YearCell } from './data-pack.ts';

/** Rounded half up, as DfE publishes; a whole percentage keeps no “.0” that nobody published. */
function fixed(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  return (Math.round((value + Number.EPSILON) * scale) / scale).toFixed(decimals);
}

/** A number of a measure as it is printed: `51.3%`, `+0.31`, `46.8`, `1,204`. */
export function measureValue(measure: Measure, value: number): string {
  if (measure.unit === 'count') return Math.round(value).toLocaleString('en-GB');
  const text = fixed(Math.abs(value), measure.unit === 'percent' && Number.isInteger(value) ? 0 : measure.decimals);
  const minus = value < 0 && Number(text) !== 0 ? '−' : '';
  if (measure.unit === 'score') return `${minus || (Number(text) === 0 ? '' : '+')}${text}`;
  return `${minus}${text}${measure.unit === 'percent' ? '%' : ''}`;
}

/** The size of a difference: `5.2 percentage points`, `3.1 points`. */
export function difference(measure: Measure, by: number): string {
  const size = Math.abs(by);
  const text = fixed(size, measure.unit === 'percent' ? 1 : Math.max(1, measure.decimals)).replace(/\.0$/, '');
  const unit = measure.unit === 'percent' ? 'percentage point' : measure.unit === 'score' ? 'grade' : 'point';
  return `${text} ${unit}${text === '1' ? '' : 's'}`;
}

/** A gap as a signed number in the measure's own steps: `−23.8`, `+1.2`, `0`. */
export function gapSize(measure: Measure, by: number): string {
  const text = fixed(Math.abs(by), measure.unit === 'percent' ? 1 : Math.max(1, measure.decimals));
  if (Number(text) === 0) return '0';
  return `${by < 0 ? '−' : '+'}${text}`;
}

const nothing: Record<NullKind, string> = {
  suppressed: 'Suppressed: too few pupils',
  not_applicable: 'Does not apply',
  not_published: 'Not published',
  no_entries: 'No entries',
  new_school: 'New school',
  low_coverage: 'Too few pupils covered',
  low: 'Above 0 but too small to print',
  missing: 'Blank in the file',
};

export const nullWords = (kind: NullKind | null): string => (kind === null ? 'Not known' : nothing[kind]);

/** What stands in a cell of the table of figures. */
export function cellWords(measure: Measure, cell: YearCell): string {
  const { figure } = cell;
  if (figure?.value != null) return measureValue(measure, figure.value);
  if (cell.notPublished) return 'Not published nationally';
  if (figure) return nullWords(figure.nullKind);
  return cell.imported ? 'Not in the files' : 'Not imported';
}

/** What goes with a figure: how final it is, its interval, how many pupils, whose it is. */
export function figureNotes(measure: Measure, figure: PackFigure): string[] {
  if (figure.value === null) return [];
  return [
    ...(figure.status !== 'unknown' ? [figure.status] : []),
    ...(figure.lower !== null && figure.upper !== null
      ? [`95% interval ${measureValue(measure, figure.lower)} to ${measureValue(measure, figure.upper)}`]
      : []),
    ...(figure.cohort !== null ? [`${figure.cohort} pupil${figure.cohort === 1 ? '' : 's'}`] : []),
    ...(figure.predecessor ? [`of the predecessor, ${figure.predecessor.name} (URN ${figure.predecessor.urn})`] : []),
    ...(figure.fromLaterFile ? ['as repeated in a later year’s file'] : []),
  ];
}

/** Headline measures that DfE published for no school in these years: a sentence for each reason. */
export const unpublishedWords = (unpublished: readonly { measures: readonly Measure[]; why: string }[]): string[] =>
  unpublished.map(({ measures, why }) => `${measures.map(({ title }) => title).join(', ')}: no figures. ${why}`);
