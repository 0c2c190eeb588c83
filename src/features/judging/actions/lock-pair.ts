import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findPair, type Pair } from '../pair-queries.ts';

/** Locks a pair that the reader may open, so that two commitments cannot cross. */
export async function lockPair(ctx: Ctx, tx: Write, pairId: string): Promise<Pair> {
  await tx.db.selectFrom('moderation_pair').select('id').where('id', '=', pairId).forUpdate().execute();
  return await findPair(ctx, pairId);
}

/** An event of a pair for the trail. It never says what somebody gave. */
export async function recordOfPair(tx: Write, pair: Pair, what: string, summary: string, why: string | null = null) {
  await tx.record({
    kind: `judging.${what}`,
    subjectType: 'moderation_pair',
    subjectId: pair.id,
    schoolId: pair.schoolId,
    summary,
    why,
  });
}
