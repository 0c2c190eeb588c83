import { get, post, type Route } from '#core/access/route.ts';
import { sendReadNotice, showHome } from './pages/home.tsx';
import { homePaths } from './paths.ts';

export const homeRoutes: readonly Route[] = [
  get(homePaths.home, 'own-account', showHome),
  post(homePaths.read(':notificationId'), 'own-account', sendReadNotice),
];
