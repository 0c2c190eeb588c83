import { sql } from 'kysely';
import { academicYearName } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import { claimsPath, issuedPath, reviewPath } from '../paths.ts';
import { isOfTrust, mayRead, mayReadDraft } from '../policy.ts';
import { reviewsInScope } from '../queries.ts';
import '#core/frameworks/tables.ts';
import '../tables.ts';

/** Which sentences of which reviews rest on these pieces of evidence, and the judgements in which they stand, as far as the reader may open the reviews. */
export async function usesInReviews(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const links = await ctx.db
    .selectFrom('claim_evidence as c')
    .innerJoin('annual_review as r', 'r.id', 'c.review_id')
    .leftJoin('framework_area as a', (join) =>
      join.onRef('a.framework_id', '=', 'r.framework_id').on(sql<boolean>`c.part = 'judgement:' || a.code`),
    )
    .select(['c.evidence_id', 'c.review_id', 'c.sentence', 'c.sentence_hash', 'a.title as area'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('c.evidence_id', 'in', [...evidenceIds])
    .orderBy('c.linked_at')
    .execute();
  if (links.length === 0) return [];
  const reviewIds = [...new Set(links.map((link) => link.review_id))];
  const reviews = new Map(
    (await reviewsInScope(ctx, { reviewIds }))
      .filter((review) => mayRead(ctx.actor, review).allowed)
      .map((review) => [review.id, review]),
  );
  const sentences = links.flatMap((link) => {
    const review = reviews.get(link.review_id);
    if (!review) return [];
    const page = mayReadDraft(ctx.actor, review).allowed ? reviewPath(review.id) : issuedPath(review.id);
    const of = `Annual Review ${academicYearName(review.academicYear)} of ${review.schoolName}`;
    const claims = `${claimsPath(review.id)}#s-${link.sentence_hash}`;
    const sentence: EvidenceUse = {
      evidenceId: link.evidence_id,
      kind: 'sentence',
      label: `${of}: “${plainSentence(link.sentence)}”`,
      href: isOfTrust(ctx.actor, review.schoolId) ? claims : page,
    };
    if (link.area === null) return [sentence];
    const label = `${link.area}, ${of}`;
    return [sentence, { evidenceId: link.evidence_id, kind: 'judgement', label, href: page } satisfies EvidenceUse];
  });
  return [...new Map(sentences.map((use) => [`${use.evidenceId} ${use.label}`, use])).values()];
}
