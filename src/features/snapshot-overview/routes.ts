import { get, type Route } from '#core/access/route.ts';
import { showChanges } from './pages/changes.tsx';
import { showGroups } from './pages/groups.tsx';
import { showHeatMap } from './pages/heat-map.tsx';
import { showMissing } from './pages/missing.tsx';
import { showTrends } from './pages/trends.tsx';
import { snapshotOverviewPaths as paths } from './paths.ts';

export const snapshotOverviewRoutes: readonly Route[] = [
  get(paths.overview(), 'snapshot:read', showHeatMap),
  get(paths.trends(), 'snapshot:read', showTrends),
  get(paths.changes(), 'snapshot:read', showChanges),
  get(paths.groups(), 'snapshot:read', showGroups),
  get(paths.missing(), 'snapshot:read', showMissing),
];
