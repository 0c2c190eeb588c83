import type { Feature } from '#core/access/route.ts';
import { homePaths } from './paths.ts';
import { homeRoutes } from './routes.ts';

export const myWorkFeature: Feature = {
  name: 'my-work',
  routes: homeRoutes,
  navigation: [{ href: homePaths.home, label: 'Home', permission: 'own-account' }],
};
