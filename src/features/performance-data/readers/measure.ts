import type { Dataset, Group } from './types.ts';

/** `percent` in percentage points; `points` of a points scale; `score` around 0; `band` 1 (best) to 5; `count` of pupils. */
export type Unit = 'percent' | 'points' | 'score' | 'band' | 'count';

export interface MeasureColumn {
  /** Lower case; `column@subject` where a long layout names the subject or exam cohort in a cell. */
  readonly column: string;
  readonly group: Group;
  readonly role: 'value' | 'lower' | 'upper' | 'cohort';
}

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly dataset: Dataset;
  readonly unit: Unit;
  /** Places DfE publishes. */
  readonly decimals: number;
  /** null where more is neither better nor worse. */
  readonly higherIsBetter: boolean | null;
  /** Belongs on a first page. */
  readonly headline: boolean;
  readonly definition: string;
  /** Years without this measure, or with another meaning. */
  readonly availability?: string;
  /** Academic years in which DfE did not publish the measure for schools at all. */
  readonly notPublished?: readonly string[];
  readonly columns: readonly MeasureColumn[];
}

/** True when some layout gives a 95 per cent confidence interval for the measure. */
export const hasInterval = (measure: Measure): boolean => measure.columns.some((column) => column.role === 'lower');

/** Suffix → group, for files that write the group at the end of the column's name. */
export type Suffixes = Readonly<Record<string, Group>>;

/** One value column per group: `{ '': 'all', _b: 'boys' }`; `#` in the pattern is where the suffix goes (at the end without one). */
export function byGroup(pattern: string, suffixes: Suffixes, role: MeasureColumn['role'] = 'value'): MeasureColumn[] {
  return Object.entries(suffixes).map(([suffix, group]) => ({
    column: (pattern.includes('#') ? pattern.replace('#', suffix) : pattern + suffix).toLowerCase(),
    group,
    role,
  }));
}

/** Other names of the whole-cohort column. */
export function alsoAs(...columns: string[]): MeasureColumn[] {
  return columns.map((column) => ({ column: column.toLowerCase(), group: 'all', role: 'value' }));
}

/** Columns that name their group outright. */
export function named(
  columns: Readonly<Record<string, Group>>,
  role: MeasureColumn['role'] = 'value',
): MeasureColumn[] {
  return Object.entries(columns).map(([column, group]) => ({ column: column.toLowerCase(), group, role }));
}
