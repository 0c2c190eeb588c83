import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#core/pupil-data/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** The newest taken version of the snapshot that an analysis is of. */
const newestTaken = sql<string>`(select n.id from data_snapshot n where n.collection_id = a.collection_id and n.school_id = a.school_id
  and n.taken_at is not null order by n.version desc limit 1)`;

const analyses = (ctx: Ctx) =>
  ctx.db
    .selectFrom('snapshot_analysis as a')
    .innerJoin('data_collection as c', 'c.id', 'a.collection_id')
    .innerJoin('data_snapshot as s', 's.id', 'a.snapshot_id')
    .innerJoin('school', 'school.id', 'a.school_id')
    .leftJoin('person as p', 'p.id', 'a.saved_by')
    .select([
      'a.id',
      'a.school_id',
      'a.collection_id',
      'a.snapshot_id',
      'a.summary',
      'a.revision',
      'a.saved_at',
      'p.name as saver',
      'school.name as school',
      'c.name',
      'c.term',
      'c.academic_year',
      'c.data_on',
      's.version',
      newestTaken.as('newest_snapshot_id'),
    ])
    .where(inScope(ctx.scope, 'a.school_id'));

/** One analysis of the reader's schools, drafted or presented; anything else is `NotFound`. Whether the reader may see a draft is the route's question. */
export async function findAnalysis(ctx: Ctx, id: string) {
  const found = await analyses(ctx).where('a.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export type Analysis = Awaited<ReturnType<typeof findAnalysis>>;

/** The analysis of a collection at a school, or null where none has been begun. */
export async function analysisOfCollection(ctx: Ctx, schoolId: string, collectionId: string): Promise<Analysis | null> {
  const found = await analyses(ctx)
    .where('a.school_id', '=', schoolId)
    .where('a.collection_id', '=', collectionId)
    .executeTakeFirst();
  return found ?? null;
}

const points = (ctx: Ctx, analysisId: string) =>
  ctx.db
    .selectFrom('snapshot_analysis_point as p')
    .innerJoin('snapshot_analysis as a', 'a.id', 'p.analysis_id')
    .leftJoin('person as w', 'w.id', 'p.saved_by')
    .select([
      'p.id',
      'p.position',
      'p.measure',
      'p.basis',
      'p.subject_id',
      'p.says',
      'p.why',
      'p.next_step',
      'p.next_who',
      'p.next_by',
      'p.revision',
      'p.saved_at',
      'w.name as saver',
    ])
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('p.analysis_id', '=', analysisId);

/** The measures of an analysis with what is written about each, in their order. */
export async function pointsOf(ctx: Ctx, analysisId: string) {
  return await points(ctx, analysisId).orderBy('p.position').orderBy('p.id').execute();
}

export async function findPoint(ctx: Ctx, analysisId: string, pointId: string) {
  const found = await points(ctx, analysisId).where('p.id', '=', pointId).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export type Point = Awaited<ReturnType<typeof findPoint>>;

/** What the school has said of the steps of last time, by the step's id. */
export async function outcomesOf(ctx: Ctx, analysisId: string) {
  return await ctx.db
    .selectFrom('snapshot_analysis_outcome as o')
    .innerJoin('snapshot_analysis as a', 'a.id', 'o.analysis_id')
    .innerJoin('person as w', 'w.id', 'o.saved_by')
    .select(['o.step_id', 'o.outcome', 'o.note', 'o.revision', 'o.saved_at', 'w.name as saver'])
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('o.analysis_id', '=', analysisId)
    .execute();
}

export type StoredOutcome = Awaited<ReturnType<typeof outcomesOf>>[number];

/** Names and UPNs of the pupils of a snapshot, to look whether a text holds one. They are never shown. */
export async function identitiesIn(ctx: Ctx, snapshotId: string) {
  return await ctx.db
    .selectFrom('snapshot_pupil as sp')
    .innerJoin('pupil as p', (join) => join.onRef('p.trust_id', '=', 'sp.trust_id').onRef('p.id', '=', 'sp.pupil_id'))
    .select(['p.forename', 'p.surname', 'p.upn'])
    .where('sp.trust_id', '=', ctx.actor.trustId)
    .where('sp.snapshot_id', '=', snapshotId)
    .where(inScope(ctx.scope, 'p.school_id'))
    .execute();
}

/** The subjects in which a snapshot has figures of their own. */
export async function subjectsWithFigures(ctx: Ctx, snapshotId: string) {
  return await ctx.db
    .selectFrom('snapshot_figure as f')
    .innerJoin('data_snapshot as s', 's.id', 'f.snapshot_id')
    .innerJoin('assessment_subject as b', (join) =>
      join.onRef('b.trust_id', '=', 'f.trust_id').onRef('b.id', '=', 'f.subject_id'),
    )
    .select(['f.measure', 'f.basis', 'f.subject_id', 'b.name'])
    .distinct()
    .where(inScope(ctx.scope, 's.school_id'))
    .where('f.trust_id', '=', ctx.actor.trustId)
    .where('f.snapshot_id', '=', snapshotId)
    .where('f.breakdown', '=', 'all')
    .orderBy('b.name')
    .orderBy('f.measure')
    .execute();
}
