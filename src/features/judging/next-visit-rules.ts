import {
  type Activity,
  activities,
  type Piece,
  type Place,
  type Safety,
  safetyOf,
  safetyStandards,
  type WeaknessCode,
} from './safety-rules.ts';
import { costOf, type UsualVisit } from './usual-visits.ts';

export type Focus = 'disadvantaged' | 'send';

/** A visit that could be made: its kind, whether by somebody who has not seen it yet, with whom, where, and its cost in minutes of all people together. */
export type Visit = {
  kind: Activity;
  newObserver: boolean;
  focus: Focus | null;
  departmentId: string | null;
  lasts: number;
  minutes: number;
};

export type Judged = { pieces: readonly Piece[]; grade: Place | null; yearStartsOn: Temporal.PlainDate };

export type Possible = {
  usual: Readonly<Record<Activity, UsualVisit>>;
  /** Departments that a visit may go to: none where the judgement has no departments. */
  departments: readonly string[];
  /** What is judged is of one department, so that every visit goes there; else only lessons and books are looked at in one. */
  departmental: boolean;
  /** Departments where a teacher may still be observed; `null` in it: somebody outside every department. */
  observable: readonly (string | null)[];
  today: Temporal.PlainDate;
};

export type Mending = { visits: readonly Visit[]; minutes: number; mends: readonly WeaknessCode[] };

/** Departments by how little has been seen of them, the least first; in the given order where they are equal. */
function leastSeenFirst(pieces: readonly Piece[], departments: readonly string[]): string[] {
  const seen = (id: string) => pieces.filter((piece) => piece.departmentId === id).length;
  return departments.toSorted((a, b) => seen(a) - seen(b));
}

/** Every visit that may be made: of each kind, by somebody new or not, with one group of pupils or all, in the department of which least has been seen. */
export function possibleVisits(judged: Judged, possible: Possible): Visit[] {
  const places = leastSeenFirst(judged.pieces, possible.departments);
  return activities.flatMap((kind) => {
    const inOne = possible.departmental || kind === 'work_scrutiny';
    const open: readonly (string | null)[] =
      kind !== 'lesson_observation'
        ? [inOne ? (places[0] ?? null) : null]
        : places.length > 0
          ? places.filter((place) => possible.observable.includes(place)).slice(0, 1)
          : possible.observable.filter((place) => place === null);
    const usual = possible.usual[kind];
    return open.flatMap((departmentId) =>
      [true, false].flatMap((newObserver) =>
        ([null, 'disadvantaged', 'send'] as const).map((focus) => ({
          kind,
          newObserver,
          focus,
          departmentId,
          lasts: usual.lasts,
          minutes: costOf(usual),
        })),
      ),
    );
  });
}

// What a visit will find is not known, so it points both ways.
function pieceOf(visit: Visit, known: readonly Piece[], today: Temporal.PlainDate, number: number): Piece {
  const again = known.flatMap((piece) => piece.observers)[0] ?? 'whoever comes first';
  return {
    id: `visit ${number}`,
    kind: visit.kind,
    happenedOn: today,
    observers: [visit.newObserver ? `somebody else ${number}` : again],
    departmentId: visit.departmentId,
    points: 'mixed',
    disadvantaged: visit.focus === 'disadvantaged',
    send: visit.focus === 'send',
  };
}

function after(judged: Judged, visits: readonly Visit[], today: Temporal.PlainDate): Safety {
  const made = visits.map((visit, number) => pieceOf(visit, judged.pieces, today, number));
  return safetyOf([...judged.pieces, ...made], judged);
}

/** The weak points that visits would take away, whatever they find. */
export function mendedBy(judged: Judged, visits: readonly Visit[], today: Temporal.PlainDate): WeaknessCode[] {
  const left = new Set(after(judged, visits, today).weaknesses.map((weakness) => weakness.code));
  return safetyOf(judged.pieces, judged)
    .weaknesses.map((one) => one.code)
    .filter((code) => !left.has(code));
}

/** How far the visits have come towards the kinds and observers that are wanted, for choosing between visits that mend equally many at one cost. */
const stepsTaken = (safety: Safety): number =>
  Math.min(safety.present.length, safetyStandards.kinds) + Math.min(safety.observers, safetyStandards.observers);

/** A visit without a new observer or a group of pupils is easier to arrange, where it mends as much. */
const ease = (visits: readonly Visit[]): number =>
  visits.reduce((sum, visit) => sum + (visit.newObserver ? 1 : 0) + (visit.focus ? 1 : 0), 0);

const sum = (visits: readonly Visit[]): number => visits.reduce((minutes, visit) => minutes + visit.minutes, 0);

/** The one visit that mends most weak points; of those the cheapest. Null where no visit mends anything. */
export function cheapestNextVisit(judged: Judged, possible: Possible): Mending | null {
  const tried = possibleVisits(judged, possible).map((visit) => ({
    visits: [visit],
    minutes: visit.minutes,
    mends: mendedBy(judged, [visit], possible.today),
    steps: stepsTaken(after(judged, [visit], possible.today)),
  }));
  const [best] = tried.toSorted(
    (a, b) =>
      b.mends.length - a.mends.length || a.minutes - b.minutes || b.steps - a.steps || ease(a.visits) - ease(b.visits),
  );
  if (!best || best.mends.length === 0) return null;
  return { visits: best.visits, minutes: best.minutes, mends: best.mends };
}

// Three visits mend every weak point that a visit can mend, with the proposed standards; more than three are not searched.
const visitsAtMost = 3;

function combinations(visits: readonly Visit[], size: number, from = 0): Visit[][] {
  if (size === 0) return [[]];
  return visits.flatMap((visit, index) =>
    index < from ? [] : combinations(visits, size - 1, index).map((rest) => [visit, ...rest]),
  );
}

/** The same visits without a new observer or a group of pupils where they mend as much without. */
function eased(judged: Judged, visits: readonly Visit[], today: Temporal.PlainDate): Visit[] {
  const mends = mendedBy(judged, visits, today).length;
  const kept = [...visits];
  for (const [index, visit] of visits.entries())
    for (const easier of [{ newObserver: false }, { focus: null }]) {
      const now = kept[index] ?? visit;
      kept[index] = { ...now, ...easier };
      if (mendedBy(judged, kept, today).length < mends) kept[index] = now;
    }
  return kept;
}

/**
 * The cheapest set of up to three visits that mends as many weak points as visits can: every combination is tried (an exact set cover). A visit by somebody
 * new with a group of pupils mends whatever the same visit without them mends, at the same cost, so only those are combined; what turns out not to be needed
 * is left off. Of equally cheap sets the one with fewer visits. Null where nothing can be mended.
 */
export function cheapestPlan(judged: Judged, possible: Possible): Mending | null {
  const visits = possibleVisits(judged, possible).filter((visit) => visit.newObserver && visit.focus !== null);
  const all = mendable(judged).length;
  let best: Mending | null = null;
  for (let size = 1; size <= visitsAtMost; size += 1)
    for (const chosen of combinations(visits, size)) {
      const minutes = sum(chosen);
      if (best && best.mends.length === all && minutes >= best.minutes) continue;
      const mends = mendedBy(judged, chosen, possible.today);
      const had: number = best?.mends.length ?? 0;
      if (mends.length > had || (best && mends.length === had && minutes < best.minutes))
        best = { visits: chosen, minutes, mends };
    }
  return best && { ...best, visits: eased(judged, best.visits, possible.today) };
}

/** The weak points that a visit could mend: all but what contradicts the grade. */
export function mendable(judged: Judged): WeaknessCode[] {
  return safetyOf(judged.pieces, judged)
    .weaknesses.map((weakness) => weakness.code)
    .filter((code) => code !== 'contradicted');
}
