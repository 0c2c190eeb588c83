import type { Feature } from '#core/access/route.ts';
import { describeInterventions } from './described.ts';
import { interventionPaths } from './paths.ts';
import { interventionRoutes } from './routes.ts';
import './tables.ts';

export {
  type ChangedReviewForResponse,
  type IssuedReviewForResponse,
  previewChange,
  previewChanges,
  respondToChangedReview,
  respondToIssuedReview,
} from './actions/respond-to-review.ts';
export { shipRules } from './actions/ship-rules.ts';
export type { Becoming } from './becoming-rules.ts';
export {
  allInterventions,
  directLeadershipInForce,
  interventionsWaitingFor,
  openInterventions,
  type ShownIntervention,
  type ShownLeadership,
  type WaitingItem,
} from './exports.ts';
export { leadingDirectly, leadsDirectly, ledDirectly } from './leadership-queries.ts';
export type { Cause, Judged, Response } from './rules.ts';

describeInterventions();

/** What a 3 or a 4 sets off: the rules, the interventions that they open, and direct leadership of aspects of a school. */
export const interventionsFeature: Feature = {
  name: 'interventions',
  routes: interventionRoutes,
  navigation: [{ href: interventionPaths.list, label: 'Interventions', permission: 'intervention:read' }],
};
