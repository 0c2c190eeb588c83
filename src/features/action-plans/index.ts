import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeActionPlan } from './described.ts';
import { evidenceUsesInPlans } from './evidence-queries.ts';
import { actionPlanPaths } from './paths.ts';
import { actionPlanRoutes } from './routes.ts';

export { changePlanBasis, closePlan, type KeyIssue, linkKeyIssues, openPlan } from './actions/open-plan.ts';
export { addProgress, type ProgressValues, recordProgress } from './actions/record-progress.ts';
export {
  type CriterionProgress,
  latePlans,
  type PlanInScope,
  planProgress,
  plansInScope,
  plansWaitingFor,
  trustSupport,
  type Waiting,
} from './exports.ts';
export { days, daysInWords, pounds } from './money.ts';
export { type OwnedWork, ownedWork } from './owned-queries.ts';
export { basisNames, supportKinds } from './rules.ts';
export type { Basis, SupportKind } from './tables.ts';

registerEvidenceUses('action-plans', evidenceUsesInPlans);
describeActionPlan();

export const actionPlansFeature: Feature = {
  name: 'action-plans',
  routes: actionPlanRoutes,
  navigation: [{ href: actionPlanPaths.list(), label: 'Action plans', permission: 'plan:read' }],
};
