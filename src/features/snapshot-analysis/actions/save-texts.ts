import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { stepsOfLastTime } from '../paper-queries.ts';
import { mayWriteAnalysis } from '../policy.ts';
import { type Analysis, findPoint, outcomesOf } from '../queries.ts';
import type { Outcome } from '../tables.ts';
import { titleOfPoint } from '../titles.ts';
import { lockAnalysis, trailOf } from './lock-analysis.ts';

async function lockDraft(ctx: Ctx, tx: Write, id: string): Promise<Analysis> {
  const analysis = await lockAnalysis(ctx, tx, id);
  tx.authorise(mayWriteAnalysis(ctx.actor, analysis.school_id));
  return analysis;
}

/** Saves the overall summary over the revision that the writer was shown; returns the new revision. */
export async function saveSummary(ctx: Ctx, id: string, input: { summary: string; revision: number }): Promise<number> {
  return await write(ctx, async (tx) => {
    const analysis = await lockDraft(ctx, tx, id);
    requireRevision(analysis.revision, input.revision);
    const revision = analysis.revision + 1;
    await tx.db
      .updateTable('snapshot_analysis')
      .set({ summary: input.summary, revision, saved_at: ctx.now, saved_by: ctx.actor.personId })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'snapshot-analysis.saved',
      ...trailOf(analysis),
      summary: `wrote the summary of the analysis of the ${analysis.name}`,
      detail: { part: 'summary', revision },
    });
    return revision;
  });
}

export type PointTexts = {
  says: string;
  why: string;
  next: string;
  who: string;
  by: Temporal.PlainDate | null;
  revision: number;
};

/** Saves what is written about one measure over the revision that the writer was shown; returns the new revision. */
export async function savePoint(ctx: Ctx, id: string, pointId: string, input: PointTexts): Promise<number> {
  return await write(ctx, async (tx) => {
    const analysis = await lockDraft(ctx, tx, id);
    const stored = await findPoint(ctx, id, pointId);
    requireRevision(stored.revision, input.revision);
    const revision = stored.revision + 1;
    await tx.db
      .updateTable('snapshot_analysis_point')
      .set({
        says: input.says,
        why: input.why,
        next_step: input.next,
        next_who: input.who,
        next_by: input.by,
        revision,
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
      })
      .where('id', '=', pointId)
      .execute();
    await tx.record({
      kind: 'snapshot-analysis.saved',
      ...trailOf(analysis),
      summary: `wrote about ${titleOfPoint(stored)} in the analysis of the ${analysis.name}`,
      detail: { part: pointId, revision },
    });
    return revision;
  });
}

/** What is said of one step of last time; `revision` 0 where nothing has been said of it. */
export type SaidOfStep = { stepId: string; outcome: Outcome; note: string; revision: number };

/** Says which steps of last time have happened. What is said as it is stored already is left alone; of two who say something of one step the second is told. */
export async function saveOutcomes(ctx: Ctx, id: string, said: readonly SaidOfStep[]): Promise<void> {
  const known = new Map((await outcomesOf(ctx, id)).map((each) => [each.step_id, each]));
  const changed = said.filter(({ stepId, outcome, note }) => {
    const stored = known.get(stepId);
    return stored?.outcome !== outcome || stored.note !== note;
  });
  if (changed.length === 0) return;
  await write(ctx, async (tx) => {
    const analysis = await lockDraft(ctx, tx, id);
    const steps = new Set((await stepsOfLastTime(ctx, analysis)).map((each) => each.id));
    const revisions = new Map((await outcomesOf(ctx, id)).map((each) => [each.step_id, each.revision]));
    for (const { stepId, outcome, note, revision } of changed) {
      if (!steps.has(stepId))
        throw new Invalid([{ field: '', message: 'One of these steps is no longer one of last time.' }]);
      requireRevision(revisions.get(stepId) ?? 0, revision);
      const values = { outcome, note, revision: revision + 1, saved_at: ctx.now, saved_by: ctx.actor.personId };
      await tx.db
        .insertInto('snapshot_analysis_outcome')
        .values({ trust_id: ctx.actor.trustId, analysis_id: id, step_id: stepId, ...values })
        .onConflict((conflict) => conflict.columns(['trust_id', 'analysis_id', 'step_id']).doUpdateSet(values))
        .execute();
    }
    await tx.record({
      kind: 'snapshot-analysis.looked-back',
      ...trailOf(analysis),
      summary: `said what came of ${changed.length === 1 ? 'a step' : `${changed.length} steps`} of last time`,
      detail: { steps: changed.map(({ stepId, outcome }) => ({ step: stepId, outcome })) },
    });
  });
}
