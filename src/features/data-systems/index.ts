import type { Feature } from '#core/access/route.ts';
import { describeDataSystems } from './described.ts';
import { dataSystemRoutes } from './routes.ts';

export { accessWaitingFor } from './waiting.ts';

describeDataSystems();

export const dataSystemsFeature: Feature = { name: 'data-systems', routes: dataSystemRoutes };
