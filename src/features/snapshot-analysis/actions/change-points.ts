import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { loadFigures } from '#features/data-snapshots/index.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { type FigureKey, keyText, readKey } from '../figure-key.ts';
import { mayWriteAnalysis } from '../policy.ts';
import { findPoint, pointsOf } from '../queries.ts';
import { keyOfPoint, titleOfPoint } from '../titles.ts';
import { lockAnalysis, trailOf } from './lock-analysis.ts';

/** So many measures make a paper that nobody reads to its end. */
export const mostMeasures = 12;

/** Adds measures of the snapshot, by `keyText`, behind those that there are; ones that there are already stay as they are. */
export async function addPoints(ctx: Ctx, id: string, chosen: readonly string[]): Promise<number> {
  return await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    tx.authorise(mayWriteAnalysis(ctx.actor, analysis.school_id));
    const refuse = (message: string): never => {
      throw new Invalid([{ field: 'keys', message }]);
    };
    const there = await pointsOf(ctx, id);
    const known = new Set(there.map((point) => keyText(keyOfPoint(point))));
    const wanted = [...new Set(chosen)].filter((key) => !known.has(key));
    if (chosen.length === 0) refuse('Choose at least one measure');
    if (there.length + wanted.length > mostMeasures)
      refuse(`A paper has at most ${mostMeasures} measures: choose those that matter most`);
    const figures = await loadFigures(ctx, { snapshotIds: [analysis.snapshot_id], breakdown: 'all' });
    const inSnapshot = new Set(figures.map((each) => keyText(each)));
    let position = Math.max(0, ...there.map((point) => point.position));
    for (const text of wanted) {
      const key: FigureKey | null = readKey(text);
      if (!key || !inSnapshot.has(text)) return refuse('Choose measures of this snapshot');
      position += 1;
      await tx.db
        .insertInto('snapshot_analysis_point')
        .values({
          trust_id: ctx.actor.trustId,
          analysis_id: id,
          position,
          measure: key.measure,
          basis: key.basis,
          subject_id: key.subjectId,
          next_by: null,
          added_at: ctx.now,
          added_by: ctx.actor.personId,
          saved_at: null,
          saved_by: null,
        })
        .execute();
    }
    await tx.record({
      kind: 'snapshot-analysis.measures-added',
      ...trailOf(analysis),
      summary: `chose ${wanted.length === 1 ? 'a measure' : `${wanted.length} measures`} for the analysis of the ${analysis.name}`,
      detail: { measures: wanted },
    });
    return wanted.length;
  });
}

/** Takes a measure out of the draft, with what is written about it; the record of versions keeps it. */
export async function removePoint(ctx: Ctx, id: string, pointId: string, revision: number): Promise<void> {
  await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    tx.authorise(mayWriteAnalysis(ctx.actor, analysis.school_id));
    const point = await findPoint(ctx, id, pointId);
    requireRevision(point.revision, revision);
    await tx.db.deleteFrom('snapshot_analysis_point').where('id', '=', pointId).execute();
    await tx.record({
      kind: 'snapshot-analysis.measure-removed',
      ...trailOf(analysis),
      summary: `took ${titleOfPoint(point)} out of the analysis of the ${analysis.name}`,
    });
  });
}

/** Puts a measure before the one above it. */
export async function movePointUp(ctx: Ctx, id: string, pointId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    tx.authorise(mayWriteAnalysis(ctx.actor, analysis.school_id));
    const point = await findPoint(ctx, id, pointId);
    const there = await pointsOf(ctx, id);
    const index = there.findIndex((each) => each.id === pointId);
    const ids = there.map((each) => each.id);
    if (index > 0) ids.splice(index - 1, 2, pointId, ids[index - 1] ?? pointId);
    for (const [position, each] of ids.entries())
      await tx.db
        .updateTable('snapshot_analysis_point')
        .set({ position: position + 1 })
        .where('id', '=', each)
        .where(sql<boolean>`position <> ${position + 1}`)
        .execute();
    await tx.record({
      kind: 'snapshot-analysis.measure-moved',
      ...trailOf(analysis),
      summary: `put ${titleOfPoint(point)} earlier in the analysis of the ${analysis.name}`,
    });
  });
}

/** Puts the figures of the newest taken version of the snapshot beside the texts, after the snapshot was corrected. */
export async function useNewestFigures(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    tx.authorise(mayWriteAnalysis(ctx.actor, analysis.school_id));
    await tx.db
      .updateTable('snapshot_analysis')
      .set({ snapshot_id: analysis.newest_snapshot_id })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'snapshot-analysis.figures-renewed',
      ...trailOf(analysis),
      summary: `put the corrected figures of the ${analysis.name} beside the analysis`,
      detail: { before: analysis.snapshot_id, now: analysis.newest_snapshot_id },
    });
  });
}
