import type { Feature } from '#core/access/route.ts';
import { registerEvidenceSource } from '#core/evidence/sources.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeReviews } from './described.ts';
import { qaReviewPaths } from './paths.ts';
import { routes } from './routes.ts';
import { sourceOfActivity } from './source-queries.ts';
import './tables.ts';
import { usesInQaReviews } from './uses-queries.ts';

export { attachNoteToActivity, reachOfActivity } from './actions/attach-note.ts';
export { type Activity, activitiesFor, activitiesOf } from './activity-queries.ts';
export type { MemberStanding } from './member-rules.ts';
export { isOfReview, isOfSchool, mayReadReview } from './policy.ts';
export {
  findReview,
  type Member,
  membersOf,
  type QaReview,
  readableReviews,
  reviewStateOf,
  reviewsInScope,
  type WhichReviews,
} from './queries.ts';
export { countByKind, evidenceOfThemes, type Theme, type ThemeEvidence, themesOf } from './theme-queries.ts';
export { qaReviewsWaitingFor } from './waiting-queries.ts';

registerEvidenceUses('reviews', usesInQaReviews);
registerEvidenceSource('qa_review_activity', sourceOfActivity);
describeReviews();

/** Reviews of departments, subjects and topics: prepared, shared with the school, carried out, and graded by theme across all evidence. */
export const reviewsFeature: Feature = {
  name: 'reviews',
  routes,
  navigation: [{ href: qaReviewPaths.list, label: 'Reviews', permission: 'review:read' }],
};
