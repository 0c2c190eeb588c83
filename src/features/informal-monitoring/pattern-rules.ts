import type { Points } from '#core/evidence/tables.ts';

/** A recorded note as patterns need it; `observedId` is null where nobody was seen at work by name. */
export type PatternNote = {
  halfTerm: number;
  observedId: string | null;
  reason: string;
  points: Points;
  areaIds: readonly string[];
};

/** Notes about named teachers count only where at least so many different teachers stand behind them. */
export const fewestTeachers = 3;

/**
 * How many of these notes may be counted: all that name nobody, and those about named teachers only where three or more different teachers stand behind them,
 * so that no count tells of one of them.
 */
export function countOf(notes: readonly PatternNote[]): number {
  const named = notes.filter((note) => note.observedId !== null);
  const teachers = new Set(named.map((note) => note.observedId)).size;
  return notes.length - (teachers < fewestTeachers ? named.length : 0);
}

export type AreaPattern = { areaId: string; strength: number; development: number; mixed: number };

/** How often each area was seen as a strength, as something to develop, or as both; areas that nothing speaks to are left out. */
export function byArea(notes: readonly PatternNote[]): AreaPattern[] {
  const areas = [...new Set(notes.flatMap((note) => note.areaIds))];
  const count = (areaId: string, points: Points) =>
    countOf(notes.filter((note) => note.points === points && note.areaIds.includes(areaId)));
  return areas
    .map((areaId) => ({
      areaId,
      strength: count(areaId, 'strength'),
      development: count(areaId, 'development'),
      mixed: count(areaId, 'mixed'),
    }))
    .filter((row) => row.strength + row.development + row.mixed > 0);
}

/** Notes in each of the six half terms. */
export function byHalfTerm(notes: readonly PatternNote[]): { strength: number; development: number; mixed: number }[] {
  return [1, 2, 3, 4, 5, 6].map((number) => {
    const here = notes.filter((note) => note.halfTerm === number);
    const count = (points: Points) => countOf(here.filter((note) => note.points === points));
    return { strength: count('strength'), development: count('development'), mixed: count('mixed') };
  });
}

/** What the visits were made for, the most frequent first. */
export function byReason(notes: readonly PatternNote[]): { reason: string; notes: number }[] {
  return [...Map.groupBy(notes, (note) => note.reason)]
    .map(([reason, of]) => ({ reason, notes: countOf(of) }))
    .filter((row) => row.notes > 0)
    .sort((a, b) => b.notes - a.notes);
}

/** How often one teacher was observed at most; of fewer than three observed teachers nothing is said. */
export function mostForOneTeacher(notes: readonly Pick<PatternNote, 'observedId'>[]): number | null {
  const times = Map.groupBy(
    notes.filter((note) => note.observedId !== null),
    (note) => note.observedId,
  );
  if (times.size < fewestTeachers) return null;
  return Math.max(...[...times.values()].map((of) => of.length));
}
