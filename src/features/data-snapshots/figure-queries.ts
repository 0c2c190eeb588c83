import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import { type Ctx, onceInARead } from '#core/context.ts';
import '#core/pupil-data/tables.ts';
import type { Basis, Figure, NullKind } from '#features/measures/index.ts';
import './tables.ts';

export type StoredFigure = {
  snapshotId: string;
  measure: string;
  breakdown: string;
  groupCode: string;
  subjectId: number;
  basis: Basis | '';
  figure: Figure;
};

export type Which = {
  snapshotIds: readonly string[];
  breakdown?: 'all';
  measure?: string;
  subjectId?: number;
  basis?: string;
};

/**
 * Stored figures of taken snapshots at the reader's schools. Nothing is held back here: the page asks `shownTo` before it shows them. The snapshots in scope are
 * found first: joined with them, the planner, who takes the figures for few, would compare each with every snapshot there ever was.
 */
export async function loadFigures(ctx: Ctx, which: Which): Promise<StoredFigure[]> {
  if (which.snapshotIds.length === 0) return [];
  let query = ctx.db
    .selectFrom('snapshot_figure as f')
    .select([
      'f.snapshot_id',
      'f.measure',
      'f.breakdown',
      'f.group_code',
      'f.subject_id',
      'f.basis',
      'f.pupils',
      'f.total',
      'f.value',
      'f.null_kind',
      'f.lower',
      'f.upper',
      'f.weight',
      'f.note',
    ])
    .where('f.trust_id', '=', ctx.actor.trustId)
    .where(
      sql<boolean>`f.snapshot_id = any(array(
        select s.id from data_snapshot s where s.id = any(${[...which.snapshotIds]}::uuid[]) and ${inScope(ctx.scope, 's.school_id')}))`,
    );
  if (which.breakdown) query = query.where('f.breakdown', '=', which.breakdown);
  if (which.measure) query = query.where('f.measure', '=', which.measure);
  if (which.subjectId !== undefined) query = query.where('f.subject_id', '=', which.subjectId);
  if (which.basis !== undefined) query = query.where('f.basis', '=', which.basis);
  const rows = await query.execute();
  return rows.map((row) => ({
    snapshotId: row.snapshot_id,
    measure: row.measure,
    breakdown: row.breakdown,
    groupCode: row.group_code,
    subjectId: row.subject_id,
    basis: row.basis as Basis | '',
    figure: {
      pupils: row.pupils,
      total: row.total,
      value: row.value,
      nullKind: row.null_kind as NullKind | null,
      lower: row.lower,
      upper: row.upper,
      ...(row.weight === null ? {} : { weight: row.weight }),
      ...(row.note === null ? {} : { note: row.note }),
    },
  }));
}

/** What a school set itself for a year, by measure. */
export async function targetsOf(ctx: Ctx, schoolId: string, academicYear: number) {
  return await ctx.db
    .selectFrom('snapshot_target as t')
    .innerJoin('person as p', 'p.id', 't.set_by')
    .select(['t.measure', 't.value', 't.revision', 't.set_at', 'p.name as setter'])
    .where(inScope(ctx.scope, 't.school_id'))
    .where('t.school_id', '=', schoolId)
    .where('t.academic_year', '=', academicYear)
    .execute();
}

const newestTaken = (ctx: Ctx) =>
  ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .distinctOn(['s.collection_id', 's.school_id'])
    .select(['s.id', 's.school_id', 's.collection_id', 's.version', 'c.name', 'c.data_on', 'c.academic_year', 'c.term'])
    .where('s.taken_at', 'is not', null)
    .where('c.withdrawn_at', 'is', null)
    .orderBy('s.collection_id')
    .orderBy('s.school_id')
    .orderBy('s.version', 'desc');

/** Every taken snapshot of a school in the newest version of each, the earliest day of data first. */
export async function takenSnapshotsOf(ctx: Ctx, schoolId: string) {
  const rows = await newestTaken(ctx)
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.school_id', '=', schoolId)
    .execute();
  return rows.toSorted((one, other) => Temporal.PlainDate.compare(one.data_on, other.data_on));
}

export type TakenSnapshot = Awaited<ReturnType<typeof takenSnapshotsOf>>[number];

/** Taken snapshots of a collection, the newest version of each school. */
export async function takenSnapshotsIn(ctx: Ctx, collectionId: string) {
  return await newestTaken(ctx).where('s.collection_id', '=', collectionId).execute();
}

/**
 * The headline figures of every school of the trust in a collection, whatever schools the reader has, each with its school: for totals over the trust, never to be
 * shown school by school. Asked several times for a page, read once.
 */
export async function collectionFigures(ctx: Ctx, collectionId: string, only?: string) {
  return await onceInARead(ctx, `figures of ${collectionId} ${only ?? ''}`, async () => {
    const everywhere: Ctx = { ...ctx, scope: { trustId: ctx.actor.trustId, schools: 'all' } };
    const taken = await takenSnapshotsIn(everywhere, collectionId);
    const schoolOf = new Map(taken.map((each) => [each.id, each.school_id]));
    const figures = await loadFigures(everywhere, {
      snapshotIds: [...schoolOf.keys()],
      breakdown: 'all',
      subjectId: 0,
      ...(only ? { measure: only } : {}),
    });
    return Map.groupBy(
      figures.map((each) => ({ ...each, schoolId: schoolOf.get(each.snapshotId) ?? '' })),
      (each) => `${each.measure} ${each.basis}`,
    );
  });
}
