import { type Basis, type Cell, type Figure, suppress } from '#features/measures/index.ts';
import type { StoredFigure } from './figure-queries.ts';

export const basisNames: Record<Basis | '', string> = {
  r: 'Results',
  c: 'Working at',
  p: 'Predicted',
  '': '',
};

type Keyed = Pick<StoredFigure, 'snapshotId' | 'measure' | 'subjectId' | 'basis'>;
const tableOf = (figure: Keyed): string => `${figure.snapshotId} ${figure.measure} ${figure.subjectId} ${figure.basis}`;

/**
 * Figures as a reader may see them: whoever may not see single pupils gets those of few pupils held back, with as many beside them as it takes that subtraction
 * tells nothing. Give all groups of a measure that the reader can see anywhere, in one call.
 */
export function shownTo(seesPupils: boolean, figures: readonly StoredFigure[]): StoredFigure[] {
  if (seesPupils) return [...figures];
  const shown: StoredFigure[] = [];
  for (const table of Map.groupBy(figures, tableOf).values()) {
    const cells = suppress(
      table.map((each): Cell & { stored: StoredFigure } => ({
        breakdown: each.breakdown,
        group: each.groupCode,
        figure: each.figure,
        stored: each,
      })),
    );
    shown.push(...cells.map((cell) => ({ ...cell.stored, figure: cell.figure })));
  }
  return shown;
}

/** The figure of all pupils of a measure in some figures, or undefined. */
export function figureIn(
  figures: readonly StoredFigure[],
  of: Pick<StoredFigure, 'measure' | 'basis'> &
    Partial<Pick<StoredFigure, 'snapshotId' | 'subjectId' | 'breakdown' | 'groupCode'>>,
): Figure | undefined {
  return figures.find(
    (each) =>
      each.measure === of.measure &&
      each.basis === of.basis &&
      each.subjectId === (of.subjectId ?? 0) &&
      each.breakdown === (of.breakdown ?? 'all') &&
      each.groupCode === (of.groupCode ?? 'all') &&
      (of.snapshotId === undefined || each.snapshotId === of.snapshotId),
  )?.figure;
}
