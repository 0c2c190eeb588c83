import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeReviewReport } from './described.ts';
import { reviewReportPaths } from './paths.ts';
import { routes } from './routes.ts';
import './tables.ts';
import { usesInReports } from './uses/queries.ts';

export { reviewReportsWaitingFor } from './waiting/queries.ts';

registerEvidenceUses('review-reports', usesInReports);
describeReviewReport();

/** Reports of departmental, subject and topic reviews: written, checked by the school, signed, and issued in full and without names. */
export const reviewReportsFeature: Feature = {
  name: 'review-reports',
  routes,
  navigation: [{ href: reviewReportPaths.list(), label: 'Reports of reviews', permission: 'review-report:read' }],
};
