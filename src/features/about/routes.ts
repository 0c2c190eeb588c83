import type { PublicRoute } from '#core/access/public-route.ts';
import { showGuide, showHelp } from './pages/help.tsx';
import { showAccessibility, showPrivacy } from './pages/statements.tsx';
import { aboutPaths } from './paths.ts';

export const aboutRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: aboutPaths.help, permission: 'public', handle: showHelp },
  { method: 'GET', path: aboutPaths.guide(':guide'), permission: 'public', handle: showGuide },
  { method: 'GET', path: aboutPaths.accessibility, permission: 'public', handle: showAccessibility },
  { method: 'GET', path: aboutPaths.privacy, permission: 'public', handle: showPrivacy },
];
