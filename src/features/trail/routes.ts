import { get, type Route } from '#core/access/route.ts';
import { showAsAt } from './pages/as-at-page.tsx';
import { showRecordTrail } from './pages/record-page.tsx';
import { showSeal } from './pages/seal-page.tsx';
import { downloadTrail, showTrail } from './pages/trail-page.tsx';
import { trailPaths as paths } from './paths.ts';

export const trailRoutes: readonly Route[] = [
  get(paths.trail, 'trail:read', showTrail),
  get(paths.csv, 'trail:read', downloadTrail),
  get(paths.seal, 'trust:administer', showSeal),
  // Whoever may read a record may read its history: `recordHistory` demands the permission that the record's own page requires.
  get(paths.record(':table', ':recordId'), 'own-account', showRecordTrail),
  get(paths.asAt(':table', ':recordId'), 'own-account', showAsAt),
];
