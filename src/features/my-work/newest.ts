import type { PlanInScope } from '#features/action-plans/index.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';

/** The newest issued review of each school. `issuedReviews` gives them by school, the newest year first. */
export function newestReviews(reviews: readonly IssuedReview[]): Map<string, IssuedReview> {
  const newest = new Map<string, IssuedReview>();
  for (const review of reviews) if (!newest.has(review.schoolId)) newest.set(review.schoolId, review);
  return newest;
}

/** The plan of the newest year of each school. */
export function newestPlans(plans: readonly PlanInScope[]): Map<string, PlanInScope> {
  const newest = new Map<string, PlanInScope>();
  for (const plan of plans) {
    const known = newest.get(plan.schoolId);
    if (!known || plan.academicYear > known.academicYear) newest.set(plan.schoolId, plan);
  }
  return newest;
}
