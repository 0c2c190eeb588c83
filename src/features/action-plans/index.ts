import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeActionPlan } from './described.ts';
import { evidenceUsesInPlans } from './evidence-queries.ts';
import { actionPlanPaths } from './paths.ts';
import { actionPlanRoutes } from './routes.ts';

export { addFindingToPlan, type FindingForPlan } from './actions/add-finding.ts';
export { lockPlan } from './actions/change-plan.ts';
export { finishAction } from './actions/finish-action.ts';
export { changePlanBasis, closePlan, type KeyIssue, linkKeyIssues, openPlan } from './actions/open-plan.ts';
export { addProgress, type ProgressValues, ragWords, recordProgress } from './actions/record-progress.ts';
export { saveAction } from './actions/save-action.ts';
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
export { type FindingLine, linesOfFindings } from './finding-queries.ts';
export { optionalNumber } from './forms.ts';
export { days, daysInWords, pounds } from './money.ts';
export { openCriteria } from './open-criteria-queries.ts';
export { type OwnedWork, ownedWork } from './owned-queries.ts';
export { type ProgressSource, registerProgressSource } from './progress-sources.ts';
export { basisNames, supportKinds } from './rules.ts';
export { type RunningCriterion, type RunningPlan, runningPlans } from './running-plans.ts';
export type { Basis, SupportKind } from './tables.ts';

registerEvidenceUses('action-plans', evidenceUsesInPlans);
describeActionPlan();

export const actionPlansFeature: Feature = {
  name: 'action-plans',
  routes: actionPlanRoutes,
  navigation: [{ href: actionPlanPaths.list(), label: 'Action plans', permission: 'plan:read' }],
};
