import type { Feature } from '#core/access/route.ts';
import { describeJudging } from './described.ts';
import { judgingPaths } from './paths.ts';
import { judgingRoutes } from './routes.ts';
import './tables.ts';

export { judgingWaitingFor } from './next-for.ts';

describeJudging();

/** Judging well: how safely each judgement stands, the visit that would make it safer, and whether two people judge alike. */
export const judgingFeature: Feature = {
  name: 'judging',
  routes: judgingRoutes,
  navigation: [{ href: judgingPaths.list, label: 'Judging', permission: 'judging:read' }],
};
