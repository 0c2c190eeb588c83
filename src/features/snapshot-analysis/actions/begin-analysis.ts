import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSnapshot } from '#features/data-snapshots/index.ts';
import { Invalid } from '#platform/errors.ts';
import { mayWriteAnalysis } from '../policy.ts';
import { analysisOfCollection } from '../queries.ts';
import { trailOf } from './lock-analysis.ts';

/** Begins the analysis beside a taken snapshot, or finds the one that a colleague has begun. Returns its id. */
export async function beginAnalysis(ctx: Ctx, snapshotId: string): Promise<string> {
  const snapshot = await findSnapshot(ctx, snapshotId);
  const known = await analysisOfCollection(ctx, snapshot.school_id, snapshot.collection_id);
  if (known) return known.id;
  return await write(ctx, async (tx) => {
    tx.authorise(mayWriteAnalysis(ctx.actor, snapshot.school_id));
    if (!snapshot.taken_at)
      throw new Invalid([{ field: '', message: 'The snapshot has not been taken yet: its figures may still change.' }]);
    const { id } = await tx.db
      .insertInto('snapshot_analysis')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: snapshot.school_id,
        collection_id: snapshot.collection_id,
        snapshot_id: snapshot.id,
        started_at: ctx.now,
        started_by: ctx.actor.personId,
        saved_at: null,
        saved_by: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['trust_id', 'collection_id', 'school_id']).doUpdateSet({ school_id: snapshot.school_id }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'snapshot-analysis.begun',
      ...trailOf({ id, school_id: snapshot.school_id }),
      summary: `began the analysis of the ${snapshot.name}`,
    });
    return id;
  });
}
