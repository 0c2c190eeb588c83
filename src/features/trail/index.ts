import type { Feature } from '#core/access/route.ts';
import { describeCoreRecords } from './described.ts';
import { trailPaths } from './paths.ts';
import { trailRoutes } from './routes.ts';

describeCoreRecords();

export const trailFeature: Feature = {
  name: 'trail',
  routes: trailRoutes,
  navigation: [{ href: trailPaths.trail, label: 'Trail', permission: 'trail:read' }],
};
