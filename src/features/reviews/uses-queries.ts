import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import { qaReviewPaths } from './paths.ts';
import { isOfReview } from './policy.ts';
import { readableReviews } from './queries.ts';
import { themesOfReviews } from './theme-queries.ts';
import './tables.ts';

/** Which activity of which review each of these pieces is the record of, and which themes it speaks to, as far as the reader may open the reviews. */
export async function usesInQaReviews(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const links = await ctx.db
    .selectFrom('qa_review_activity as a')
    .select(['a.id', 'a.review_id', 'a.evidence_id'])
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('a.evidence_id', 'in', [...evidenceIds])
    .execute();
  if (links.length === 0) return [];
  const areas = await ctx.db
    .selectFrom('evidence_area as ea')
    .innerJoin('framework_area as fa', 'fa.id', 'ea.area_id')
    .select(['ea.evidence_id', 'fa.code'])
    .where('ea.evidence_id', 'in', [...evidenceIds])
    .execute();
  const reviews = await readableReviews(ctx, { reviewIds: [...new Set(links.map((link) => link.review_id))] });
  const themesBy = await themesOfReviews(
    ctx,
    reviews.filter((review) => isOfReview(ctx.actor, review) || review.state === 'gathered').map((review) => review.id),
  );
  const uses: EvidenceUse[] = [];
  for (const review of reviews) {
    const of = `${review.title}, ${review.schoolName}`;
    const ours = isOfReview(ctx.actor, review);
    const themes = themesBy.get(review.id) ?? [];
    for (const link of links.filter((one) => one.review_id === review.id)) {
      const evidenceId = link.evidence_id ?? '';
      const activity = ours ? qaReviewPaths.activity(review.id, link.id) : qaReviewPaths.review(review.id);
      uses.push({ evidenceId, label: `Activity of the review ${of}`, href: activity });
      for (const theme of themes)
        if (areas.some((area) => area.evidence_id === evidenceId && area.code === theme.area_code))
          uses.push({
            evidenceId,
            label: `Theme “${theme.title}” of the review ${of}`,
            href: qaReviewPaths.theme(review.id, theme.id),
            kind: 'theme',
          });
    }
  }
  return uses;
}
