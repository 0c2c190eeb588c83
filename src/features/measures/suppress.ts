import type { Figure } from './types.ts';

/** A figure in its table. `parent`: the group that it is part of (`sen`, `year:7`), where that is not all pupils. */
export type Cell = { breakdown: string; group: string; parent?: string; figure: Figure };

const HIDDEN: Figure = { pupils: 0, total: null, value: null, nullKind: 'suppressed', lower: null, upper: null };
/** Breakdowns in which one pupil is in several groups: nothing can be subtracted there. */
const OVERLAPPING: ReadonlySet<string> = new Set(['subject', 'department']);
const PARENTS: Readonly<Record<string, string>> = { 'sen:sen_support': 'sen:sen', 'sen:ehcp': 'sen:sen' };
const ALL = 'all:all';

type Kind = { threshold: number; share: boolean; signed: boolean };

const keyOf = (cell: Cell): string => (cell.breakdown === 'all' ? ALL : `${cell.breakdown}:${cell.group}`);

function parentOf(cell: Cell, keys: ReadonlySet<string>): string | null {
  if (cell.breakdown === 'all') return null;
  const given =
    cell.parent === undefined || cell.parent.includes(':') ? cell.parent : `${cell.breakdown}:${cell.parent}`;
  const own = given ?? PARENTS[keyOf(cell)];
  return own !== undefined && keys.has(own) ? own : ALL;
}

/** What the figure is a share of: pupils, or sessions and the like where they weigh differently. */
const weightOf = ({ weight, total, value, pupils }: Figure): number =>
  weight ?? (total && value ? (100 * total) / value : pupils);

const isShare = (cells: readonly Cell[]): boolean => {
  const known = cells.map((cell) => cell.figure).filter((figure) => figure.value !== null && figure.pupils > 0);
  return known.every(
    ({ total, value, weight, pupils }) =>
      total !== null && value !== null && value <= 100 && Math.abs(value - (100 * total) / (weight ?? pupils)) < 1e-6,
  );
};

const add = (cells: readonly Cell[], of: (figure: Figure) => number): number =>
  cells.reduce((so, cell) => so + of(cell.figure), 0);

/**
 * Whether what is hidden stays hidden when it is subtracted from the total: enough pupils together, not each at the most that is ever hidden, and
 * between nobody and everybody in the numerator (else each of them is known to be nobody, or everybody).
 */
function isSafe(hidden: readonly Cell[], { threshold, share, signed }: Kind): boolean {
  const some = hidden.filter((cell) => cell.figure.pupils > 0);
  const pupils = add(some, (figure) => figure.pupils);
  if (some.length < 2 || pupils < threshold || pupils === (threshold - 1) * some.length) return false;
  if (some.some((cell) => cell.figure.total === null)) return true;
  // A measure that goes below 0, such as progress, has no “nobody”: a sum of 0 tells nothing there.
  if (signed) return true;
  const total = add(some, (figure) => figure.total ?? 0);
  const most = add(some, weightOf);
  return total > 0 && !(share && total > most - 1e-6);
}

/** Hides siblings, the smallest first and equal ones together, until subtraction tells nothing or all are hidden. */
function hideAmong(siblings: readonly Cell[], hidden: Set<Cell>, kind: Kind): void {
  if (!siblings.some((cell) => hidden.has(cell))) return;
  // “No pupils” beside something hidden would help to work that out.
  for (const cell of siblings) if (cell.figure.pupils === 0) hidden.add(cell);
  for (;;) {
    const shown = siblings.filter((cell) => !hidden.has(cell));
    const held = siblings.filter((cell) => hidden.has(cell));
    if (shown.length === 0 || isSafe(held, kind)) return;
    const smallest = Math.min(...shown.map((cell) => cell.figure.pupils));
    for (const cell of shown) if (cell.figure.pupils === smallest) hidden.add(cell);
  }
}

/**
 * The same cells with small numbers held back, for a reader who may not see pupils. Give the cells of ONE measure with their total (`all`) and every
 * breakdown that the reader can see beside it, in one call: breakdowns that share the total are then safe together.
 *
 * Held back: groups of 1 to threshold − 1 pupils; as many siblings (smallest first) as it takes that subtraction from the total tells nothing,
 * neither how many pupils nor that all or none of them did; everything under a total or group that is itself held back; and “no pupils” wherever a
 * sibling is held back. A held-back cell says nothing at all, not even why: `pupils` is 0 and `nullKind` is `suppressed`.
 * A total of at least the threshold may be 0 % or 100 %: that is a statement about all pupils. Source: DfE, figures of fewer than 6 pupils.
 */
export function suppress<T extends Cell>(
  cells: readonly T[],
  { threshold = 6 }: { threshold?: number } = {},
): readonly T[] {
  const keys = new Set(cells.map(keyOf));
  const signed = cells.some(({ figure }) => (figure.total ?? 0) < 0);
  const kind: Kind = { threshold, share: isShare(cells), signed };
  const hidden = new Set<Cell>(cells.filter(({ figure }) => figure.pupils > 0 && figure.pupils < threshold));
  const children = Map.groupBy(cells, (cell) => parentOf(cell, keys));
  const visit = (parent: T | undefined, key: string): void => {
    const below = children.get(key) ?? [];
    if (parent && hidden.has(parent)) for (const cell of below) hidden.add(cell);
    for (const [breakdown, siblings] of Map.groupBy(below, (cell) => cell.breakdown)) {
      if (!OVERLAPPING.has(breakdown)) hideAmong(siblings, hidden, kind);
    }
    for (const cell of below) visit(cell, keyOf(cell));
  };
  visit(
    cells.find((cell) => keyOf(cell) === ALL),
    ALL,
  );
  return cells.map((cell) => (hidden.has(cell) ? { ...cell, figure: HIDDEN } : cell));
}
