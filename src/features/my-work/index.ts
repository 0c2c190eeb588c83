import type { Feature } from '#core/access/route.ts';
import { registerWaiting } from '#core/notifications/sources.ts';
import { homePaths } from './paths.ts';
import { homeRoutes } from './routes.ts';
import { waitingForActor } from './waiting.ts';

registerWaiting('my-work', waitingForActor);

export const myWorkFeature: Feature = {
  name: 'my-work',
  routes: homeRoutes,
  navigation: [{ href: homePaths.home, label: 'Home', permission: 'own-account' }],
};
