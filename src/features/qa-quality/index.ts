import type { Feature } from '#core/access/route.ts';
import { qaQualityRoutes } from './routes.ts';

/** How good quality assurance is: worked out when it is read, stored nowhere. */
export const qaQualityFeature: Feature = { name: 'qa-quality', routes: qaQualityRoutes };
