import { type Write, write } from '#core/audit/write.ts';
import { plainSentence, type Sentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { findEvidence } from '#core/evidence/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { mayWrite } from '../policy.ts';
import type { Report } from '../queries.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** Which sentence is meant: its part and its hash. */
export type SentenceRef = { part: string; hash: string };

async function forWriting(ctx: Ctx, tx: Write, reportId: string): Promise<Report> {
  const report = await lockReport(ctx, tx, reportId);
  tx.authorise(mayWrite(ctx.actor, report));
  return report;
}

async function sentenceNow(ctx: Ctx, report: Report, ref: SentenceRef): Promise<Sentence> {
  const { claims } = await loadContent(ctx, report);
  const claim = claims.find((one) => one.part === ref.part && one.sentence.hash === ref.hash);
  if (!claim)
    throw new Invalid([
      { field: '', message: 'This sentence has been changed since you opened the page. Look at it as it reads now.' },
    ]);
  return claim.sentence;
}

const quoted = (sentence: Sentence): string => {
  const plain = plainSentence(sentence.text);
  return `“${plain.length > 100 ? `${plain.slice(0, 99)}…` : plain}”`;
};

/** Points a sentence to pieces of evidence of the same school that the author may open. */
export async function linkEvidence(
  ctx: Ctx,
  reportId: string,
  ref: SentenceRef,
  evidenceIds: readonly string[],
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    if (evidenceIds.length === 0)
      throw new Invalid([{ field: 'evidenceId', message: 'Choose the evidence for this sentence' }]);
    const sentence = await sentenceNow(ctx, report, ref);
    for (const evidenceId of evidenceIds) {
      const evidence = await findEvidence(ctx, evidenceId);
      if (evidence.school_id !== report.schoolId)
        throw new Invalid([{ field: 'evidenceId', message: `“${evidence.title}” is evidence of another school` }]);
      if (evidence.withdrawn_at !== null)
        throw new Invalid([{ field: 'evidenceId', message: `“${evidence.title}” has been withdrawn` }]);
      await tx.db
        .insertInto('review_report_claim_evidence')
        .values({
          trust_id: ctx.actor.trustId,
          report_id: report.id,
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
    const pieces = evidenceIds.length === 1 ? 'a piece of evidence' : `${evidenceIds.length} pieces of evidence`;
    await recordReport(tx, report, {
      kind: 'claim-supported',
      summary: `supported ${quoted(sentence)} with ${pieces}`,
    });
  });
}

/** Takes a piece of evidence away from a sentence, whether or not the sentence still stands. */
export async function unlinkEvidence(ctx: Ctx, reportId: string, ref: SentenceRef, evidenceId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    await tx.db
      .deleteFrom('review_report_claim_evidence')
      .where('report_id', '=', report.id)
      .where('part', '=', ref.part)
      .where('sentence_hash', '=', ref.hash)
      .where('evidence_id', '=', evidenceId)
      .execute();
    await recordReport(tx, report, {
      kind: 'claim-unsupported',
      summary: 'took evidence away from a sentence of the report',
    });
  });
}

/** Says that a sentence needs no evidence: it claims nothing, or there is a reason (which then has to be given). */
export async function waiveClaim(
  ctx: Ctx,
  reportId: string,
  ref: SentenceRef,
  kind: 'waived' | 'not_a_claim',
  reason: string | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    if (kind === 'waived' && reason === null)
      throw new Invalid([{ field: 'reason', message: 'Say why this sentence may stand without evidence' }]);
    const sentence = await sentenceNow(ctx, report, ref);
    const waiver = { kind, reason, waived_at: ctx.now, waived_by: ctx.actor.personId };
    await tx.db
      .insertInto('review_report_claim_waiver')
      .values({
        trust_id: ctx.actor.trustId,
        report_id: report.id,
        part: ref.part,
        sentence_hash: sentence.hash,
        sentence: sentence.text,
        ...waiver,
      })
      .onConflict((conflict) => conflict.columns(['report_id', 'part', 'sentence_hash']).doUpdateSet(waiver))
      .execute();
    const said = kind === 'waived' ? 'waived evidence for' : 'marked as no claim';
    await recordReport(tx, report, { kind: 'claim-waived', summary: `${said} ${quoted(sentence)}`, why: reason });
  });
}

/** Takes a waiver back. */
export async function unwaiveClaim(ctx: Ctx, reportId: string, ref: SentenceRef): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    await tx.db
      .deleteFrom('review_report_claim_waiver')
      .where('report_id', '=', report.id)
      .where('part', '=', ref.part)
      .where('sentence_hash', '=', ref.hash)
      .execute();
    await recordReport(tx, report, {
      kind: 'claim-unwaived',
      summary: 'asked again for evidence for a sentence of the report',
    });
  });
}
