import type { Feature } from '#core/access/route.ts';
import { frameworkPaths } from './paths.ts';
import { frameworkRoutes } from './routes.ts';

export const frameworksFeature: Feature = {
  name: 'frameworks',
  routes: frameworkRoutes,
  navigation: [{ href: frameworkPaths.list, label: 'Frameworks', permission: 'framework:manage' }],
};
