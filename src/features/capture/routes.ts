import type { PublicRoute } from '#core/access/public-route.ts';
import { get, getFresh, post, type Route } from '#core/access/route.ts';
import { receiveBatch, sendBundle } from './pages/answers.ts';
import { sendWorker, showShell } from './pages/shell.tsx';
import { capturePaths } from './paths.ts';

export const captureRoutes: readonly Route[] = [
  get(capturePaths.app, 'monitoring:write', showShell),
  getFresh(capturePaths.bundle, 'monitoring:write', sendBundle),
  post(capturePaths.sync, 'monitoring:write', receiveBatch),
];

/** The page that the device keeps and the script that keeps it: they hold nothing of anybody, and must not depend on who is signed in. */
export const capturePublicRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: capturePaths.shell, permission: 'public', handle: showShell },
  { method: 'GET', path: capturePaths.worker, permission: 'public', handle: sendWorker },
];
