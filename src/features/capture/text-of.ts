import { usualMinutes } from '#features/informal-monitoring/index.ts';

/** What a note says, as one text, to see whether two versions say the same. */
export function textOf(note: {
  schoolId: string;
  kind: string;
  happenedOn: Temporal.PlainDate;
  reason: string | null;
  departmentId: string | null;
  words: string;
  points: string;
  areaIds: readonly string[];
  tags: readonly string[];
  observedId: string | null;
  observedMinutes: number | null;
  overWhy: string | null;
}): string {
  // An activity of a review says itself who was observed, and for how long.
  const observed = note.reason?.startsWith('activity:') ? null : note.observedId;
  return JSON.stringify([
    note.schoolId,
    note.kind,
    note.happenedOn.toString(),
    note.reason,
    note.departmentId,
    note.words,
    note.points,
    [...note.areaIds].sort(),
    [...note.tags].sort(),
    observed,
    observed && (note.observedMinutes ?? usualMinutes),
    note.overWhy,
  ]);
}
