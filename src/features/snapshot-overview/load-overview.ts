import type { Actor } from '#core/access/actor.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type StoredFigure, seesEveryPupil, shownTo, stageTitles } from '#features/data-snapshots/index.ts';
import {
  type Basis,
  type Figure,
  type Measure,
  measureOf,
  measures,
  type Stage,
  trustFigure,
} from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import {
  askedCollections,
  type Collection,
  type EarlierSnapshot,
  everywhere,
  lastBefore,
  measuresThere,
  overviewFigures,
  snapshotsIn,
} from './queries.ts';

/** A school of the reader's in a collection: the snapshot that counts, or that it has not shared yet. */
export type SchoolRow = {
  schoolId: string;
  school: string;
  phase: string;
  lowAge: number;
  dueOn: Temporal.PlainDate;
  /** Null while the school has not taken its snapshot; then `openId` is the one that waits. */
  snapshotId: string | null;
  openId: string;
  last: EarlierSnapshot | null;
};

export type Overview = {
  collections: readonly Collection[];
  collection: Collection;
  rows: readonly SchoolRow[];
  /** Taken snapshots of the schools that the reader does not see: only the trust's figure is made of them too. */
  others: readonly string[];
  seesAll: boolean;
};

/** The collection that is asked for (the newest with anything taken, where none is) with every school of the reader's in it; null where nothing was ever asked for. */
export async function loadOverview(ctx: Ctx, request: PageRequest): Promise<Overview | null> {
  const collections = await askedCollections(ctx);
  const collection =
    collections.find((each) => each.id === request.query['collection']) ??
    collections.find((each) => each.any_taken) ??
    collections[0];
  if (!collection) return null;
  const all = await snapshotsIn(everywhere(ctx), [collection.id]);
  const last = new Map((await lastBefore(ctx, collection.data_on)).map((each) => [each.school_id, each]));
  const rows: SchoolRow[] = [];
  const others: string[] = [];
  // The newest version comes first: the newest that is taken counts.
  for (const versions of Map.groupBy(all, (each) => each.school_id).values()) {
    const [newest] = versions;
    if (!newest) continue;
    const taken = versions.find((each) => each.taken_at !== null) ?? null;
    if (!coversSchool(ctx.scope, newest.school_id)) {
      if (taken) others.push(taken.id);
      continue;
    }
    rows.push({
      schoolId: newest.school_id,
      school: newest.school,
      phase: newest.phase,
      lowAge: newest.low_age,
      dueOn: newest.due_on,
      snapshotId: taken?.id ?? null,
      openId: newest.id,
      last: last.get(newest.school_id) ?? null,
    });
  }
  return { collections, collection, rows, others, seesAll: ctx.scope.schools === 'all' };
}

export type Choice = {
  stages: readonly Stage[];
  stage: Stage;
  bases: readonly Basis[];
  basis: Basis;
  /** The measures of the stage that any school has a figure of, made of these results. */
  columns: readonly { measure: Measure; basis: Basis | '' }[];
  /** Measures that no school has a figure of, though there are pupils for them: not published, too few covered. */
  empty: readonly Measure[];
};

const stageOrder = Object.keys(stageTitles) as Stage[];
const headline = measures.filter((measure) => !measure.perSubject);
const basisOrder: readonly Basis[] = ['r', 'c', 'p'];

/** What can be chosen among the figures that are there, and what is; null where there is no figure at all. `stage` null: every stage. */
export async function loadChoice(
  ctx: Ctx,
  overview: Overview,
  request: PageRequest,
  everyStage = false,
): Promise<Choice | null> {
  const taken = overview.rows.flatMap((row) => row.snapshotId ?? []);
  const there = await measuresThere(
    ctx,
    taken,
    headline.map((measure) => measure.code),
  );
  const has = new Set(there.filter((each) => each.values > 0).map((each) => `${each.measure} ${each.basis}`));
  const without = new Set(there.filter((each) => each.values === 0).map((each) => `${each.measure} ${each.basis}`));
  const stages = stageOrder.filter((stage) =>
    headline.some((m) => m.stage === stage && ['', ...basisOrder].some((b) => has.has(`${m.code} ${b}`))),
  );
  const schoolsIn = (stage: Stage) =>
    Math.max(...there.filter((each) => measureOf(each.measure)?.stage === stage).map((each) => each.values));
  // Opened without a choice it shows what most schools have: in a trust of primaries and secondaries the first stage may be one school's.
  const widest = stages.toSorted((one, other) => schoolsIn(other) - schoolsIn(one))[0];
  const stage = stages.find((each) => each === request.query['stage']) ?? widest;
  if (stage === undefined) return null;
  const inReach = headline.filter((measure) => everyStage || measure.stage === stage);
  const bases = basisOrder.filter((basis) => inReach.some((measure) => has.has(`${measure.code} ${basis}`)));
  const basis = bases.find((each) => each === request.query['of']) ?? bases[0] ?? 'r';
  const columns = inReach.flatMap((measure) =>
    ([basis, ''] as const)
      .filter((each) => has.has(`${measure.code} ${each}`))
      .map((each) => ({ measure, basis: each })),
  );
  const empty = inReach.filter((measure) => without.has(`${measure.code} ${basis}`));
  return { stages, stage, bases, basis, columns, empty };
}

/** Figures as this reader may see them, school by school: whoever may see the pupils of one school may not see those of the next. */
export function asShown(
  actor: Actor,
  schoolOf: ReadonlyMap<string, string>,
  figures: readonly StoredFigure[],
): StoredFigure[] {
  const sees = Map.groupBy(figures, (each) => {
    const school = schoolOf.get(each.snapshotId);
    return school !== undefined && seesEveryPupil(actor, school);
  });
  return [...shownTo(true, sees.get(true) ?? []), ...shownTo(false, sees.get(false) ?? [])];
}

const keyOf = (snapshotId: string, measure: string, basis: string, breakdown: string, group: string) =>
  `${snapshotId} ${measure} ${basis} ${breakdown} ${group}`;

export type Figures = {
  of(
    snapshotId: string | null | undefined,
    measure: string,
    basis: string,
    breakdown?: string,
    group?: string,
  ): Figure | undefined;
};

/**
 * Some figures of some snapshots, held back for this reader. Snapshots that are not in `schoolOf` belong to schools that the reader does not see: theirs are
 * held back as for a stranger.
 */
export async function loadShown(
  ctx: Ctx,
  schoolOf: ReadonlyMap<string, string>,
  which: {
    snapshotIds: readonly string[];
    columns: readonly { measure: Measure; basis: Basis | '' }[];
    groups?: boolean;
  },
): Promise<Figures> {
  const wanted = new Set(which.columns.map((each) => `${each.measure.code} ${each.basis}`));
  const stored = await overviewFigures(ctx, {
    snapshotIds: which.snapshotIds,
    measures: which.columns.map((each) => each.measure.code),
    bases: [...new Set(which.columns.map((each) => each.basis))],
    ...(which.groups ? { groups: true } : {}),
  });
  const shown = asShown(
    ctx.actor,
    schoolOf,
    stored.filter((each) => wanted.has(`${each.measure} ${each.basis}`)),
  );
  const byKey = new Map(
    shown.map((each) => [
      keyOf(each.snapshotId, each.measure, each.basis, each.breakdown, each.groupCode),
      each.figure,
    ]),
  );
  return {
    of: (snapshotId, measure, basis, breakdown = 'all', group = 'all') =>
      snapshotId ? byKey.get(keyOf(snapshotId, measure, basis, breakdown, group)) : undefined,
  };
}

/** The trust's figure of a measure (or of a group in it) in a collection, out of what the reader may see of each school. */
export function trustOf(
  overview: Pick<Overview, 'others' | 'seesAll'> & { taken: readonly (string | null)[] },
  figures: Figures,
  column: { measure: Measure; basis: Basis | '' },
  breakdown = 'all',
  group = 'all',
): Figure | null {
  const of = (id: string | null) => figures.of(id, column.measure.code, column.basis, breakdown, group) ?? [];
  return trustFigure(column.measure, overview.taken.flatMap(of), overview.others.flatMap(of), overview.seesAll);
}

export const takenOf = (overview: Overview): (string | null)[] => overview.rows.map((row) => row.snapshotId);

/** Which school each snapshot of the reader's belongs to: those of this collection and those before. */
export function schoolsOf(overview: Overview): Map<string, string> {
  return new Map(
    overview.rows.flatMap((row): [string, string][] => [
      ...(row.snapshotId ? [[row.snapshotId, row.schoolId] as [string, string]] : []),
      ...(row.last ? [[row.last.id, row.schoolId] as [string, string]] : []),
    ]),
  );
}
