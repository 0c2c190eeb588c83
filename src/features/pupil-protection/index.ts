import type { Feature } from '#core/access/route.ts';
import { describeProtection } from './described.ts';
import { protectionRoutes } from './routes.ts';

export { carryOutRules, retentionJob, retentionSchedule, retentionWorker } from './jobs/retention-job.ts';
export { protectionLinks } from './links.ts';
export { protectionWaitingFor } from './waiting.ts';

describeProtection();

export const pupilProtectionFeature: Feature = { name: 'pupil-protection', routes: protectionRoutes };
