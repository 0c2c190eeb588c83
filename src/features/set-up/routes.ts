import type { PublicRoute } from '#core/access/public-route.ts';
import { sendCheck, showCheck } from './pages/check-and-create.tsx';
import { sendChoose, showChoose } from './pages/choose-trust.tsx';
import { sendByHand, sendFiles, showStart } from './pages/start.tsx';
import { setUpPaths } from './paths.ts';

const largestFile = 100 * 1024 * 1024;
const at = ':token';

export const setUpRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: setUpPaths.start(at), permission: 'public', handle: showStart, perMinute: 60 },
  {
    method: 'POST',
    path: setUpPaths.file(at),
    permission: 'public',
    handle: sendFiles,
    upload: { maxBytes: largestFile },
    perMinute: 20,
  },
  { method: 'POST', path: setUpPaths.byHand(at), permission: 'public', handle: sendByHand, perMinute: 20 },
  { method: 'GET', path: setUpPaths.choose(at), permission: 'public', handle: showChoose, perMinute: 60 },
  { method: 'POST', path: setUpPaths.choose(at), permission: 'public', handle: sendChoose, perMinute: 20 },
  { method: 'GET', path: setUpPaths.check(at), permission: 'public', handle: showCheck, perMinute: 60 },
  { method: 'POST', path: setUpPaths.check(at), permission: 'public', handle: sendCheck, perMinute: 20 },
];
