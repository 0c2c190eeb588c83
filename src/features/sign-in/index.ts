import type { Feature } from '#core/access/route.ts';
import { accountRoutes } from './routes.ts';

export { signInPaths } from './paths.ts';
export { demoTrustExists } from './queries.ts';
export { signInPublicRoutes } from './routes.ts';

export const signInFeature: Feature = { name: 'sign-in', routes: accountRoutes };
