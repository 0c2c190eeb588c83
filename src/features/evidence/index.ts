import type { Feature } from '#core/access/route.ts';
import { describeEvidence } from './described.ts';
import { evidenceRoutes } from './routes.ts';

describeEvidence();

export const evidenceFeature: Feature = { name: 'evidence', routes: evidenceRoutes };
