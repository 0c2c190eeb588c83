import { type Write, write } from '#core/audit/write.ts';
import { plainSentence, type Sentence, splitSentences } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { findEvidence } from '#core/evidence/queries.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import { Invalid } from '#platform/errors.ts';
import { mayWrite } from '../policy.ts';
import type { Review } from '../queries.ts';
import { isSectionCode } from '../rules.ts';
import { lockReview } from './lock-review.ts';

/** Which sentence is meant: its part and its hash. */
export type SentenceRef = { part: string; hash: string };

async function sentenceNow(tx: Write, review: Review, ref: SentenceRef): Promise<Sentence> {
  const [kind, code = ''] = ref.part.split(':');
  let body = '';
  if (kind === 'section' && isSectionCode(code)) {
    const row = await tx.db
      .selectFrom('review_section')
      .select('body')
      .where('review_id', '=', review.id)
      .where('code', '=', code)
      .executeTakeFirst();
    body = row?.body ?? '';
  } else if (kind === 'judgement') {
    const row = await tx.db
      .selectFrom('judgement')
      .select('reasons')
      .where('review_id', '=', review.id)
      .where('area_code', '=', code)
      .executeTakeFirst();
    body = row?.reasons ?? '';
  }
  const sentence = splitSentences(body).find((one) => one.hash === ref.hash);
  if (!sentence)
    throw new Invalid([
      { field: '', message: 'This sentence has been changed since you opened the page. Look at it as it reads now.' },
    ]);
  return sentence;
}

async function recordClaim(
  tx: Write,
  review: Review,
  what: string,
  summary: string,
  why: string | null = null,
): Promise<void> {
  await tx.record({
    kind: `annual-review.claim-${what}`,
    subjectType: 'annual_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary,
    why,
  });
}

const quoted = (sentence: Sentence): string => {
  const plain = plainSentence(sentence.text);
  return `“${plain.length > 100 ? `${plain.slice(0, 99)}…` : plain}”`;
};

/** Points a sentence to pieces of evidence of the same school. */
export async function linkEvidence(
  ctx: Ctx,
  reviewId: string,
  ref: SentenceRef,
  evidenceIds: readonly string[],
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    if (evidenceIds.length === 0)
      throw new Invalid([{ field: 'evidenceId', message: 'Choose the evidence for this sentence' }]);
    const sentence = await sentenceNow(tx, review, ref);
    const titles: string[] = [];
    for (const evidenceId of evidenceIds) {
      const evidence = await findEvidence(ctx, evidenceId);
      if (evidence.school_id !== review.schoolId)
        throw new Invalid([{ field: 'evidenceId', message: `“${evidence.title}” is evidence of another school` }]);
      if (evidence.withdrawn_at !== null)
        throw new Invalid([{ field: 'evidenceId', message: `“${evidence.title}” has been withdrawn` }]);
      titles.push(pieceInWords(evidence));
      await tx.db
        .insertInto('claim_evidence')
        .values({
          trust_id: ctx.actor.trustId,
          review_id: review.id,
          part: ref.part,
          sentence_hash: sentence.hash,
          sentence: sentence.text,
          evidence_id: evidence.id,
          linked_at: ctx.now,
          linked_by: ctx.actor.personId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await recordClaim(tx, review, 'supported', `supported ${quoted(sentence)} with ${titles.join(', ')}`);
  });
}

/** Takes a piece of evidence away from a sentence, whether or not the sentence still stands. */
export async function unlinkEvidence(ctx: Ctx, reviewId: string, ref: SentenceRef, evidenceId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    await tx.db
      .deleteFrom('claim_evidence')
      .where('review_id', '=', review.id)
      .where('part', '=', ref.part)
      .where('sentence_hash', '=', ref.hash)
      .where('evidence_id', '=', evidenceId)
      .execute();
    await recordClaim(tx, review, 'unsupported', 'took evidence away from a sentence of the annual review');
  });
}

/** Says that a sentence needs no evidence: it claims nothing, or there is a reason (which then has to be given). */
export async function waiveClaim(
  ctx: Ctx,
  reviewId: string,
  ref: SentenceRef,
  kind: 'waived' | 'not_a_claim',
  reason: string | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    if (kind === 'waived' && reason === null)
      throw new Invalid([{ field: 'reason', message: 'Say why this sentence may stand without evidence' }]);
    const sentence = await sentenceNow(tx, review, ref);
    const waiver = { kind, reason, waived_at: ctx.now, waived_by: ctx.actor.personId };
    await tx.db
      .insertInto('claim_waiver')
      .values({
        trust_id: ctx.actor.trustId,
        review_id: review.id,
        part: ref.part,
        sentence_hash: sentence.hash,
        sentence: sentence.text,
        ...waiver,
      })
      .onConflict((conflict) => conflict.columns(['review_id', 'part', 'sentence_hash']).doUpdateSet(waiver))
      .execute();
    const said = kind === 'waived' ? 'waived evidence for' : 'marked as no claim';
    await recordClaim(tx, review, 'waived', `${said} ${quoted(sentence)}`, reason);
  });
}

/** Takes a waiver back. */
export async function unwaiveClaim(ctx: Ctx, reviewId: string, ref: SentenceRef): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    await tx.db
      .deleteFrom('claim_waiver')
      .where('review_id', '=', review.id)
      .where('part', '=', ref.part)
      .where('sentence_hash', '=', ref.hash)
      .execute();
    await recordClaim(tx, review, 'unwaived', 'asked again for evidence for a sentence of the annual review');
  });
}
