import type { Feature } from '#core/access/route.ts';
import { registerSnapshotPart } from '#features/data-snapshots/index.ts';
import { analysisRoutes } from './routes.ts';
import { describeAnalysis } from './waiting.ts';

export { analysesWaitingFor, describeAnalysis } from './waiting.ts';

registerSnapshotPart('snapshot-analysis', describeAnalysis);

export const snapshotAnalysisFeature: Feature = { name: 'snapshot-analysis', routes: analysisRoutes };
