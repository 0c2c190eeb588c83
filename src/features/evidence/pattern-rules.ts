import type { Points } from '#core/evidence/tables.ts';

/** Behind a figure that leaders see stand at least so many observed teachers. Source: DOMAIN 4.4 and FEATURES 5–9 (leaders work from aggregate trends). */
export const fewestTeachers = 3;

/** One piece as it is counted: whom it observed is only used to count heads, and never leaves these rules. */
export type CountedPiece = {
  id: string;
  observedId: string | null;
  readers: 'leaders' | 'named';
  departmentId: string | null;
  halfTerm: number | null;
  areas: readonly { areaId: string; points: Points }[];
  tags: readonly string[];
};

/** A figure in a table of patterns: how many pieces, and whether some were held back because too few teachers stand behind them. */
export type Cell = { pieces: number; heldBack: boolean };

/** Pieces that fall into one part of something that is shown as a whole too, such as one half term of a year. */
export type Share<Key> = { key: Key; pieces: readonly CountedPiece[] };

const teachersIn = (pieces: readonly CountedPiece[]): Set<string> =>
  new Set(
    pieces.flatMap((piece) => (piece.readers === 'named' && piece.observedId !== null ? [piece.observedId] : [])),
  );

const named = (pieces: readonly CountedPiece[]) => pieces.filter((piece) => piece.readers === 'named');

/**
 * Counts the parts of a whole. Pieces that every leader may open are always counted, for they are in the list. Those for named readers are counted where at least
 * three teachers stand behind the part; and where what is held back could be worked out from the whole, further parts are held back, the smallest first, until at
 * least three teachers stand behind all of it together.
 */
export function countShares<Key>(shares: readonly Share<Key>[]): Map<Key, Cell> {
  const withNamed = shares
    .map((share) => ({ key: share.key, teachers: teachersIn(share.pieces), pieces: named(share.pieces).length }))
    .filter((share) => share.pieces > 0)
    .sort((a, b) => a.teachers.size - b.teachers.size);
  const held = new Set<Key>();
  const behind = new Set<string>();
  for (const share of withNamed) {
    const tooFew = share.teachers.size < fewestTeachers;
    const couldBeWorkedOut = held.size > 0 && behind.size < fewestTeachers;
    if (!tooFew && !couldBeWorkedOut) continue;
    held.add(share.key);
    for (const teacher of share.teachers) behind.add(teacher);
  }
  return new Map(
    shares.map(({ key, pieces }) => [
      key,
      held.has(key)
        ? { pieces: pieces.length - named(pieces).length, heldBack: true }
        : { pieces: pieces.length, heldBack: false },
    ]),
  );
}

/** The whole of the parts: held back only where fewer than three teachers stand behind all its pieces for named readers. */
export function countWhole(pieces: readonly CountedPiece[]): Cell {
  return countShares([{ key: 'whole', pieces }]).get('whole') ?? { pieces: 0, heldBack: false };
}

/** How many teachers were observed, where that is no secret, alone or against the rest of the school: null for one or two. */
export function teachersObserved(pieces: readonly CountedPiece[], rest: readonly CountedPiece[] = []): number | null {
  const count = (of: readonly CountedPiece[]) => new Set(of.flatMap((piece) => piece.observedId ?? [])).size;
  const tooFew = (teachers: number) => teachers > 0 && teachers < fewestTeachers;
  const teachers = count(pieces);
  return tooFew(teachers) || tooFew(count(rest)) ? null : teachers;
}

/** Which pieces are looked at: those of the whole school, or of one department among all of them. */
export type Within = { all: readonly CountedPiece[]; departmentId: string | null };

const inside = (within: Within, pieces: readonly CountedPiece[]) =>
  within.departmentId === null ? pieces : pieces.filter((piece) => piece.departmentId === within.departmentId);

/** Whether the same figure of the other departments, taken from the school's, would tell of one or two teachers. */
function heldAgainstSchool(within: Within, pieces: readonly CountedPiece[]): boolean {
  if (within.departmentId === null) return false;
  const departments = [...new Set([within.departmentId, ...pieces.map((piece) => piece.departmentId)])];
  const cells = countShares(
    departments.map((key) => ({ key, pieces: pieces.filter((piece) => piece.departmentId === key) })),
  );
  return cells.get(within.departmentId)?.heldBack === true;
}

/** The parts of a whole as `countShares` counts them, and the whole. Of a department the whole is what is shown of its parts, so that nothing follows from it. */
export function countParts<Key>(shares: readonly Share<Key>[], within: Within): { cells: Map<Key, Cell>; whole: Cell } {
  const own = shares.map((share) => ({ key: share.key, pieces: inside(within, share.pieces) }));
  const cells = countShares(own);
  for (const [index, share] of shares.entries()) {
    const mine = own[index]?.pieces ?? [];
    if (named(mine).length > 0 && heldAgainstSchool(within, share.pieces))
      cells.set(share.key, { pieces: mine.length - named(mine).length, heldBack: true });
  }
  if (within.departmentId === null) return { cells, whole: countWhole(own.flatMap((share) => share.pieces)) };
  const shown = [...cells.values()];
  return {
    cells,
    whole: {
      pieces: shown.reduce((sum, cell) => sum + cell.pieces, 0),
      heldBack: shown.some((cell) => cell.heldBack),
    },
  };
}

const pointsInOrder: readonly Points[] = ['strength', 'mixed', 'development'];

export type PatternRow = { key: string; whole: Cell } & Record<Points, Cell>;

/** One row for each area or tag: the whole, and its parts by what the pieces show. `pointsOf` says what a piece shows of the key; null where it does not speak to it. */
export function patternRows(
  keys: readonly string[],
  within: Within,
  pointsOf: (piece: CountedPiece, key: string) => Points | null,
): PatternRow[] {
  const none = { pieces: 0, heldBack: false };
  return keys.map((key) => {
    const shares = pointsInOrder.map((points) => ({
      key: points,
      pieces: within.all.filter((piece) => pointsOf(piece, key) === points),
    }));
    const { cells, whole } = countParts(shares, within);
    return {
      key,
      whole,
      strength: cells.get('strength') ?? none,
      mixed: cells.get('mixed') ?? none,
      development: cells.get('development') ?? none,
    };
  });
}

/** What a piece shows of a tag: the tag itself says neither strength nor weakness, so it is what the piece shows of its areas; both where they differ. */
export function pointsOfPiece(piece: CountedPiece): Points | null {
  const shown = new Set(piece.areas.map((area) => area.points));
  if (shown.size === 0) return null;
  const [only] = shown;
  return shown.size === 1 && only ? only : 'mixed';
}

/** `7`, `7 and more held back`, or `held back`. */
export function cellWords({ pieces, heldBack }: Cell): string {
  if (!heldBack) return String(pieces);
  return pieces === 0 ? 'held back' : `${pieces} and more held back`;
}
