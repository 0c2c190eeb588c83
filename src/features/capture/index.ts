import type { Feature } from '#core/access/route.ts';
import { registerActivityReasons } from './activity-reasons.ts';
import { captureRoutes } from './routes.ts';

export { capturePublicRoutes } from './routes.ts';

registerActivityReasons();

export const captureFeature: Feature = { name: 'capture', routes: captureRoutes };
