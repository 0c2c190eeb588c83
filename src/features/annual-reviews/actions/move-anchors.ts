import type { Write } from '#core/audit/write.ts';
import { movedSentences } from '#core/claims/claim-rules.ts';
import type { Part } from '../rules.ts';

/** Lets evidence and waivers follow the sentences of a part that were touched up. What belongs to a sentence that is gone stays where it was. */
export async function moveAnchors(
  tx: Write,
  reviewId: string,
  part: Part,
  before: string,
  after: string,
): Promise<void> {
  const links = await tx.db
    .selectFrom('claim_evidence')
    .select(['id', 'sentence_hash', 'sentence', 'evidence_id'])
    .where('review_id', '=', reviewId)
    .where('part', '=', part)
    .execute();
  const waivers = await tx.db
    .selectFrom('claim_waiver')
    .select(['id', 'sentence_hash', 'sentence'])
    .where('review_id', '=', reviewId)
    .where('part', '=', part)
    .execute();
  if (links.length + waivers.length === 0) return;
  const anchors = [...links, ...waivers].map((anchor) => ({ hash: anchor.sentence_hash, sentence: anchor.sentence }));
  const unique = [...new Map(anchors.map((anchor) => [anchor.hash, anchor])).values()];
  const moved = movedSentences(before, after, unique);
  for (const link of links) {
    const now = moved.get(link.sentence_hash);
    const taken = links.some((other) => other.sentence_hash === now?.hash && other.evidence_id === link.evidence_id);
    if (now && !taken)
      await tx.db
        .updateTable('claim_evidence')
        .set({ sentence_hash: now.hash, sentence: now.text })
        .where('id', '=', link.id)
        .execute();
  }
  for (const waiver of waivers) {
    const now = moved.get(waiver.sentence_hash);
    const taken = waivers.some((other) => other.sentence_hash === now?.hash);
    if (now && !taken)
      await tx.db
        .updateTable('claim_waiver')
        .set({ sentence_hash: now.hash, sentence: now.text })
        .where('id', '=', waiver.id)
        .execute();
  }
}
