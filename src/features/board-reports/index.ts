import type { Feature } from '#core/access/route.ts';
import { describeBoardReport } from './described.ts';
import { boardReportPaths } from './paths.ts';
import { boardReportRoutes } from './routes.ts';

export { boardReportsWaitingFor } from './exports.ts';

describeBoardReport();

export const boardReportsFeature: Feature = {
  name: 'board-reports',
  routes: boardReportRoutes,
  navigation: [{ href: boardReportPaths.list, label: 'Reports to Trustees', permission: 'board-report:read' }],
};
