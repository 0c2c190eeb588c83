import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeAnnualReview } from './described.ts';
import { listPath } from './paths.ts';
import { routes } from './routes.ts';
import './tables.ts';
import { usesInReviews } from './uses/queries.ts';

export type { IssuedJudgement, IssuedKeyIssue } from './issues/issued.ts';
export { type OutstandingReceipts, outstandingReceipts } from './issues/outstanding-queries.ts';
export { type IssuedReview, issuedReviews, latestIssuedReview } from './issues/queries.ts';
export { isOfTrust, mayReadDraft } from './policy.ts';
export { type Review, reviewsInScope } from './queries.ts';
export { judgementPart } from './rules.ts';
export { reviewsWaitingFor, type WaitingItem } from './waiting/queries.ts';

registerEvidenceUses('annual-reviews', usesInReviews);
describeAnnualReview();

/** The Annual Review: written by a team, checked by the school, moderated, signed, and issued to trustees and the local governing body. */
export const annualReviewsFeature: Feature = {
  name: 'annual-reviews',
  routes,
  navigation: [{ href: listPath, label: 'Annual Reviews', permission: 'annual-review:read' }],
};
