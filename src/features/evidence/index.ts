import type { Feature } from '#core/access/route.ts';
import { describeEvidence } from './described.ts';
import { evidenceRoutes } from './routes.ts';

export { evidenceWaitingFor } from './waiting.ts';

describeEvidence();

export const evidenceFeature: Feature = { name: 'evidence', routes: evidenceRoutes };
