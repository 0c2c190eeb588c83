import type { Feature } from '#core/access/route.ts';
import { registerDecided } from '#core/notifications/sources.ts';
import { decidedInWorkload } from './decided-queries.ts';
import { describeWorkload } from './described.ts';
import { workloadPaths } from './paths.ts';
import { workloadRoutes } from './routes.ts';

describeWorkload();
registerDecided('workload', decidedInWorkload);

export const workloadFeature: Feature = {
  name: 'workload',
  routes: workloadRoutes,
  navigation: [{ href: workloadPaths.trust, label: 'Workload', permission: 'workload:read' }],
};
