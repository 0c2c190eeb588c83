import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { mayWrite } from '../policy.ts';
import { lockReview } from './lock-review.ts';
import { linkEvidence, type SentenceRef } from './support-claim.ts';

/** Records a new piece of evidence at the school of the review and points the sentence to it: both or neither. */
export async function recordAndLink(
  ctx: Ctx,
  reviewId: string,
  ref: SentenceRef,
  evidence: { kind: EvidenceKind; title: string; summary: string; happenedOn: Temporal.PlainDate },
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const recorded = await recordEvidence(ctx, tx, { schoolId: review.schoolId, ...evidence });
    await linkEvidence(ctx, reviewId, ref, [recorded.id]);
  });
}
