import type { PlanInScope } from '#features/action-plans/index.ts';

/** The plan of the newest year of each school. */
export function newestPlans(plans: readonly PlanInScope[]): Map<string, PlanInScope> {
  const newest = new Map<string, PlanInScope>();
  for (const plan of plans) {
    const known = newest.get(plan.schoolId);
    if (!known || plan.academicYear > known.academicYear) newest.set(plan.schoolId, plan);
  }
  return newest;
}
