import type { Feature } from '#core/access/route.ts';
import { describeDataReview } from './described.ts';
import { dataReviewPaths } from './paths.ts';
import { dataReviewRoutes } from './routes.ts';

export { dataReviewsWaitingFor, type OpenLine, openLinesOfEnquiry } from './exports.ts';

describeDataReview();

export const dataReviewsFeature: Feature = {
  name: 'data-reviews',
  routes: dataReviewRoutes,
  navigation: [{ href: dataReviewPaths.list, label: 'Data reviews', permission: 'data-review:read' }],
};
