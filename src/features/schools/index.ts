import type { Feature } from '#core/access/route.ts';
import { schoolPaths } from './paths.ts';
import { schoolRoutes } from './routes.ts';

export { phaseLabels, stagesTaught } from './rules.ts';

export const schoolsFeature: Feature = {
  name: 'schools',
  routes: schoolRoutes,
  navigation: [{ href: schoolPaths.list, label: 'Schools', permission: 'school:read' }],
};
