import type { Feature } from '#core/access/route.ts';
import { snapshotOverviewRoutes } from './routes.ts';

export const snapshotOverviewFeature: Feature = {
  name: 'snapshot-overview',
  routes: snapshotOverviewRoutes,
  navigation: [],
};
