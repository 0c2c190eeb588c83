import type { Figure } from '#features/measures/index.ts';
import type { SchoolRow } from '../load-overview.ts';
import type { Mark } from '../rules.ts';

export type HeatCell = { figure: Figure | null; mark: Mark };
export type HeatRow = SchoolRow & { cells: readonly HeatCell[] };

/** By name, or by the values of one column; schools without a figure there come last either way. */
export function sortRows(rows: readonly HeatRow[], at: number, order: 'up' | 'down'): HeatRow[] {
  const value = (row: HeatRow) => row.cells[at]?.figure?.value ?? null;
  if (at < 0) return [...rows];
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return order === 'up' ? a - b : b - a;
  });
}
