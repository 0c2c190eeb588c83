import { type Basis, type Figure, gapOf, type Measure } from '#features/measures/index.ts';
import type { Figures, Overview } from '../load-overview.ts';
import { type Mark, markOf, notComparable, sureness } from '../rules.ts';

export type Change = {
  row: Overview['rows'][number];
  measure: Measure;
  basis: Basis | '';
  now: Figure;
  before: Figure;
  gap: number;
  mark: Mark;
};

/** Every figure that can be held against the school's last snapshot, the surest change first. */
export function changesIn(
  overview: Overview,
  columns: readonly { measure: Measure; basis: Basis | '' }[],
  figures: Figures,
): Change[] {
  // Attendance is what absence leaves: one change would be told twice.
  const told = columns.filter(({ measure }) => measure.code !== 'attendance');
  const found = overview.rows.flatMap((row) =>
    told.flatMap(({ measure, basis }): Change[] => {
      const now = figures.of(row.snapshotId, measure.code, basis);
      const before = figures.of(row.last?.id, measure.code, basis);
      if (!now || !before || notComparable(measure, basis, 'last', overview.collection, row.last)) return [];
      const gap = gapOf(now, before).value;
      return gap === null ? [] : [{ row, measure, basis, now, before, gap, mark: markOf(measure, now, before) }];
    }),
  );
  return found.toSorted((one, other) => sureness(other.now, other.before) - sureness(one.now, one.before));
}
