import type { PublicRoute } from '#core/access/public-route.ts';
import type { Feature } from '#core/access/route.ts';
import { aboutRoutes } from './features/about/index.ts';
import { actionPlansFeature } from './features/action-plans/index.ts';
import { annualReviewsFeature } from './features/annual-reviews/index.ts';
import { boardReportsFeature } from './features/board-reports/index.ts';
import { calendarFeedPublicRoutes, calendarFeedsFeature } from './features/calendar-feeds/index.ts';
import { captureFeature, capturePublicRoutes } from './features/capture/index.ts';
import { dataReviewsFeature } from './features/data-reviews/index.ts';
import { dataSnapshotsFeature } from './features/data-snapshots/index.ts';
import { dataSystemsFeature } from './features/data-systems/index.ts';
import { evidenceFeature } from './features/evidence/index.ts';
import { frameworksFeature } from './features/frameworks/index.ts';
import { informalMonitoringFeature } from './features/informal-monitoring/index.ts';
import { interventionsFeature } from './features/interventions/index.ts';
import { judgingFeature } from './features/judging/index.ts';
import { lineMeetingsFeature } from './features/line-meetings/index.ts';
import { myWorkFeature } from './features/my-work/index.ts';
import { peopleFeature } from './features/people/index.ts';
import { performanceDataFeature } from './features/performance-data/index.ts';
import { pupilImportsFeature } from './features/pupil-imports/index.ts';
import { pupilProtectionFeature } from './features/pupil-protection/index.ts';
import { qaCalendarFeature } from './features/qa-calendar/index.ts';
import { qaQualityFeature } from './features/qa-quality/index.ts';
import { reviewReportsFeature } from './features/review-reports/index.ts';
import { reviewsFeature } from './features/reviews/index.ts';
import { schoolOnAPageFeature } from './features/school-on-a-page/index.ts';
import { schoolsFeature } from './features/schools/index.ts';
import { setUpRoutes } from './features/set-up/index.ts';
import { signInFeature, signInPublicRoutes } from './features/sign-in/index.ts';
import { snapshotAnalysisFeature } from './features/snapshot-analysis/index.ts';
import { snapshotOverviewFeature } from './features/snapshot-overview/index.ts';
import { termDatesFeature } from './features/term-dates/index.ts';
import { trailFeature } from './features/trail/index.ts';
import { workloadFeature } from './features/workload/index.ts';

/** Every feature of the product, in the order of the navigation. */
export const features: readonly Feature[] = [
  myWorkFeature,
  schoolsFeature,
  schoolOnAPageFeature,
  dataReviewsFeature,
  dataSnapshotsFeature,
  snapshotAnalysisFeature,
  snapshotOverviewFeature,
  dataSystemsFeature,
  pupilProtectionFeature,
  qaCalendarFeature,
  reviewsFeature,
  reviewReportsFeature,
  annualReviewsFeature,
  judgingFeature,
  workloadFeature,
  informalMonitoringFeature,
  captureFeature,
  interventionsFeature,
  actionPlansFeature,
  lineMeetingsFeature,
  boardReportsFeature,
  performanceDataFeature,
  pupilImportsFeature,
  peopleFeature,
  termDatesFeature,
  signInFeature,
  calendarFeedsFeature,
  evidenceFeature,
  qaQualityFeature,
  frameworksFeature,
  trailFeature,
];

/** Every page that needs no sign-in. */
export const publicRoutes: readonly PublicRoute[] = [
  ...signInPublicRoutes,
  ...setUpRoutes,
  ...calendarFeedPublicRoutes,
  ...aboutRoutes,
  ...capturePublicRoutes,
];
