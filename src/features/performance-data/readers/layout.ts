import type { Header } from '#platform/tabular/index.ts';
import type { Measure, MeasureColumn } from './measure.ts';
import { MEASURES } from './measures.ts';
import type { Dataset, Group } from './types.ts';

/** Where one measure of one group stands in a file. */
export interface LayoutColumn {
  readonly measure: Measure;
  readonly group: Group;
  readonly at: number;
  readonly name: string;
  /** Only rows whose subject or exam cohort is this. */
  readonly qualifier: string;
  /** '' for the file's own year, else `prev`, `prev2` or the last two digits of the summer (`18`). */
  readonly earlier: string;
  lower?: number;
  upper?: number;
  cohort?: number;
}

interface Place {
  readonly measure: Measure;
  readonly column: MeasureColumn;
  readonly qualifier: string;
}

const catalogues = new Map<string, ReadonlyMap<string, Place[]>>();

function catalogue(datasets: readonly Dataset[]): ReadonlyMap<string, Place[]> {
  const key = datasets.join();
  const known = catalogues.get(key);
  if (known) return known;
  const places = new Map<string, Place[]>();
  for (const measure of MEASURES) {
    if (!datasets.includes(measure.dataset)) continue;
    for (const column of measure.columns) {
      const [name = '', qualifier = ''] = column.column.split('@');
      const list = places.get(name) ?? [];
      list.push({ measure, column, qualifier });
      places.set(name, list);
    }
  }
  catalogues.set(key, places);
  return places;
}

/** The column's name without its earlier-year ending: `att8scr_prev` → `att8scr`, `prev`; `ptrwm_exp_18` → `ptrwm_exp`, `18`. */
function withoutYear(name: string): { base: string; earlier: string } | undefined {
  const match = /^(.+)_(prev2?|[1-4]\d)$/.exec(name);
  return match?.[1] && match[2] ? { base: match[1], earlier: match[2] } : undefined;
}

/** The latest summer (2018) that earlier-year columns of known measures end in, or undefined when the file has none. */
export function lastYearSuffix(header: Header, datasets: readonly Dataset[]): number | undefined {
  const places = catalogue(datasets);
  let last: number | undefined;
  for (const name of header.index.keys()) {
    if (places.has(name)) continue;
    const split = withoutYear(name);
    if (!split || split.earlier.startsWith('prev') || !places.has(split.base)) continue;
    const year = 2000 + Number(split.earlier);
    if (last === undefined || year > last) last = year;
  }
  return last;
}

/** Every measure and group that the header has, each with its interval and cohort columns. Unknown columns are left alone. */
export function layoutOf(header: Header, datasets: readonly Dataset[]): LayoutColumn[] {
  const places = catalogue(datasets);
  const columns = new Map<string, LayoutColumn>();
  const extras: (() => void)[] = [];
  for (const [name, at] of header.index) {
    const split = places.has(name) ? { base: name, earlier: '' } : withoutYear(name);
    if (!split) continue;
    for (const { measure, column, qualifier } of places.get(split.base) ?? []) {
      const key = `${measure.id}|${column.group}|${split.earlier}|${qualifier}`;
      if (column.role === 'value') {
        if (columns.has(key)) continue;
        columns.set(key, {
          measure,
          group: column.group,
          at,
          name: header.names[at] ?? name,
          qualifier,
          earlier: split.earlier,
        });
      } else {
        const { role } = column;
        extras.push(() => {
          const target = columns.get(key);
          if (target && target[role] === undefined) target[role] = at;
        });
      }
    }
  }
  for (const add of extras) add();
  addCohorts(columns);
  return [...columns.values()];
}

/** Where a measure has no cohort of its own, the year group's count of that group stands behind it. */
function addCohorts(columns: ReadonlyMap<string, LayoutColumn>) {
  for (const column of columns.values()) {
    const { measure, group, earlier } = column;
    if (column.cohort !== undefined || measure.unit === 'count') continue;
    const cohort = columns.get(`${measure.dataset}_cohort|${group}|${earlier}|`);
    if (cohort) column.cohort = cohort.at;
  }
}
