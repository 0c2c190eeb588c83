import type { Feature } from '#core/access/route.ts';
import { interventionPaths } from './paths.ts';
import './tables.ts';

export {
  type ChangedReviewForResponse,
  type IssuedReviewForResponse,
  previewChange,
  respondToChangedReview,
  respondToIssuedReview,
} from './actions/respond-to-review.ts';
export { shipRules } from './actions/ship-rules.ts';
export { leadsDirectly } from './leadership-queries.ts';

/** What a 3 or a 4 sets off: the rules, the interventions they open, and direct leadership of aspects of a school. */
export const interventionsFeature: Feature = {
  name: 'interventions',
  routes: [],
  navigation: [{ href: interventionPaths.list, label: 'Interventions', permission: 'intervention:read' }],
};
