import { sql } from 'kysely';
import { coversSchool, inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import { holdersAt } from '#core/people/queries.ts';
import '#core/pupil-data/tables.ts';
import type { StoredFigure } from '#features/data-snapshots/index.ts';
import type { Basis, NullKind } from '#features/measures/index.ts';

/** The whole trust, whatever schools the reader has: only for what the trust's own figure is made of. */
export const everywhere = (ctx: Ctx): Ctx => ({ ...ctx, scope: { trustId: ctx.actor.trustId, schools: 'all' } });

/** What the trust asked for of any of the reader's schools, the newest day of data first. */
export async function askedCollections(ctx: Ctx) {
  return await ctx.db
    .selectFrom('data_collection as c')
    .select((eb) => [
      'c.id',
      'c.name',
      'c.term',
      'c.academic_year',
      'c.data_on',
      'c.due_on',
      eb
        .exists(
          eb
            .selectFrom('data_snapshot as t')
            .select('t.id')
            .whereRef('t.collection_id', '=', 'c.id')
            .where('t.taken_at', 'is not', null)
            .where(inScope(ctx.scope, 't.school_id')),
        )
        .as('any_taken'),
    ])
    .where('c.trust_id', '=', ctx.actor.trustId)
    .where('c.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('data_snapshot as s')
          .select('s.id')
          .whereRef('s.collection_id', '=', 'c.id')
          .where(inScope(ctx.scope, 's.school_id')),
      ),
    )
    .orderBy('c.data_on', 'desc')
    .orderBy('c.asked_at', 'desc')
    .execute();
}

export type Collection = Awaited<ReturnType<typeof askedCollections>>[number];

/** Every version of every school's snapshot in some collections, by school, the newest version first. */
export async function snapshotsIn(ctx: Ctx, collectionIds: readonly string[]) {
  return await ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('school', 'school.id', 's.school_id')
    .select([
      's.id',
      's.collection_id',
      's.school_id',
      's.version',
      's.due_on',
      's.taken_at',
      'school.name as school',
      'school.phase',
      'school.low_age',
    ])
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.trust_id', '=', ctx.actor.trustId)
    .where(sql<boolean>`s.collection_id = any(${[...collectionIds]}::uuid[])`)
    .orderBy('school.name')
    .orderBy('school.id')
    .orderBy('s.version', 'desc')
    .execute();
}

export type SnapshotRow = Awaited<ReturnType<typeof snapshotsIn>>[number];

/** Each school's last taken snapshot of an earlier day of data, in its newest version. */
export async function lastBefore(ctx: Ctx, day: Temporal.PlainDate) {
  return await ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .distinctOn('s.school_id')
    .select(['s.id', 's.school_id', 'c.name', 'c.term', 'c.academic_year', 'c.data_on'])
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.trust_id', '=', ctx.actor.trustId)
    .where('s.taken_at', 'is not', null)
    .where('c.withdrawn_at', 'is', null)
    .where('c.data_on', '<', day)
    .orderBy('s.school_id')
    .orderBy('c.data_on', 'desc')
    .orderBy('s.version', 'desc')
    .execute();
}

export type EarlierSnapshot = Awaited<ReturnType<typeof lastBefore>>[number];

/** Which measures (not of single subjects) some snapshots have figures of, made of which results, and whether any of them has a value. */
export async function measuresThere(ctx: Ctx, snapshotIds: readonly string[], codes: readonly string[]) {
  return await ctx.db
    .selectFrom('snapshot_figure as f')
    .select((eb) => ['f.measure', 'f.basis', eb.fn.count<number>('f.value').as('values')])
    .where('f.trust_id', '=', ctx.actor.trustId)
    .where(sql<boolean>`f.snapshot_id = any(${[...snapshotIds]}::uuid[])`)
    .where(sql<boolean>`f.measure = any(${[...codes]}::text[])`)
    .where('f.breakdown', '=', 'all')
    .where('f.group_code', '=', 'all')
    .where('f.subject_id', '=', 0)
    .groupBy(['f.measure', 'f.basis'])
    .execute();
}

type Which = {
  snapshotIds: readonly string[];
  measures: readonly string[];
  bases: readonly string[];
  groups?: boolean;
};

/**
 * Figures of some measures in some snapshots: of all pupils, or with every group. The caller has found the snapshots in the reader's scope, or uses them for the
 * trust's figure alone. Nothing is held back here: `asShown` does. No join with the snapshots: the planner, who takes the figures for few, would compare each
 * of them with every snapshot there ever was.
 */
export async function overviewFigures(ctx: Ctx, which: Which): Promise<StoredFigure[]> {
  let query = ctx.db
    .selectFrom('snapshot_figure as f')
    .select([
      'f.snapshot_id',
      'f.measure',
      'f.breakdown',
      'f.group_code',
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
    .where(sql<boolean>`f.snapshot_id = any(${[...which.snapshotIds]}::uuid[])`)
    .where(sql<boolean>`f.measure = any(${[...which.measures]}::text[])`)
    .where(sql<boolean>`f.basis = any(${[...which.bases]}::text[])`)
    .where('f.subject_id', '=', 0);
  if (!which.groups) query = query.where('f.breakdown', '=', 'all').where('f.group_code', '=', 'all');
  const rows = await query.execute();
  return rows.map((row) => ({
    snapshotId: row.snapshot_id,
    measure: row.measure,
    breakdown: row.breakdown,
    groupCode: row.group_code,
    subjectId: 0,
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

/** What the reader's schools set themselves for a year. */
export async function targetsOfYear(ctx: Ctx, academicYear: number) {
  return await ctx.db
    .selectFrom('snapshot_target as t')
    .select(['t.school_id', 't.measure', 't.value'])
    .where(inScope(ctx.scope, 't.school_id'))
    .where('t.trust_id', '=', ctx.actor.trustId)
    .where('t.academic_year', '=', academicYear)
    .execute();
}

/** Whom to ask for what a school has not shared: its head teacher and data managers of today. */
export async function contactsAt(ctx: Ctx, schoolIds: readonly string[]) {
  const inReach = schoolIds.filter((id) => coversSchool(ctx.scope, id));
  const holders = await holdersAt(ctx.db, inReach, ['head_teacher', 'data_manager'], ctx.today);
  return holders.toSorted((one, other) => other.role.localeCompare(one.role));
}
