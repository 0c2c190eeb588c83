import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeDataReview } from './described.ts';
import { evidenceUsesInDataReviews } from './evidence-uses-queries.ts';
import { dataReviewPaths } from './paths.ts';
import { dataReviewRoutes } from './routes.ts';

export { planDataReview } from './actions/plan-data-review.ts';
export { dataReviewsWaitingFor, type OpenLine, openLinesOfEnquiry } from './exports.ts';
export { type DataReviewDay, dataReviewAt, dataReviewDays, plannedDataReviews } from './review-days.ts';

describeDataReview();
registerEvidenceUses('data-reviews', evidenceUsesInDataReviews);

export const dataReviewsFeature: Feature = {
  name: 'data-reviews',
  routes: dataReviewRoutes,
  navigation: [{ href: dataReviewPaths.list, label: 'Data reviews', permission: 'data-review:read' }],
};
