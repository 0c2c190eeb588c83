import { get, getFresh, post, type Route } from '#core/access/route.ts';
import { showOverview } from './pages/overview.tsx';
import { downloadReadings, showReadings } from './pages/readings.tsx';
import { showRegister } from './pages/register.tsx';
import { sendAdd, sendEnd, sendGrant, sendKeep, sendRetire } from './pages/send.ts';
import { dataSystemPaths as paths } from './paths.ts';

export const dataSystemRoutes: readonly Route[] = [
  get(paths.overview, 'data-system:read', showOverview),
  get(paths.school(':schoolId'), 'data-system:read', showRegister),
  post(paths.add(':schoolId'), 'data-system:manage', sendAdd),
  post(paths.grant(':schoolId'), 'data-system:manage', sendGrant),
  post(paths.retire(':systemId'), 'data-system:manage', sendRetire),
  post(paths.keep(':accessId'), 'data-system:manage', sendKeep),
  post(paths.end(':accessId'), 'data-system:read', sendEnd),
  // Readings are recorded outside the trail, so these pages are made anew each time.
  getFresh(paths.readings(':schoolId'), 'data-system:read', showReadings),
  getFresh(paths.readingsFile(':schoolId'), 'data-system:read', downloadReadings),
];
