import type { Feature } from '#core/access/route.ts';
import { snapshotPaths } from './paths.ts';
import { snapshotRoutes } from './routes.ts';

export { againstTarget, changeWords, comparesWith } from './comparison.ts';
export { loadFigures, type StoredFigure, takenSnapshotsIn, takenSnapshotsOf } from './figure-queries.ts';
export { basisNames, figureIn, shownTo } from './figures-shown.ts';
export { stageTitles } from './pages/taken-snapshot.tsx';
export { seesEveryPupil } from './policy.ts';
export { findSnapshot, lateSnapshots, type Snapshot } from './queries.ts';
export { snapshotState } from './rules.ts';
export { registerSnapshotPart } from './snapshot-parts.ts';
export { nameOfSubject } from './subject-queries.ts';
export { loadTaken } from './taken-queries.ts';
export { snapshotsWaitingFor } from './waiting.ts';

export const dataSnapshotsFeature: Feature = {
  name: 'data-snapshots',
  routes: snapshotRoutes,
  navigation: [{ href: snapshotPaths.list, label: 'Snapshots', permission: 'snapshot:read' }],
};
