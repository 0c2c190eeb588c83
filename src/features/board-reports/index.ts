import type { Feature } from '#core/access/route.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { describeBoardReport } from './described.ts';
import { evidenceUsesInBoardReports } from './evidence-uses-queries.ts';
import { boardReportPaths } from './paths.ts';
import { boardReportRoutes } from './routes.ts';

export { boardReportsWaitingFor } from './exports.ts';

registerEvidenceUses('board-reports', evidenceUsesInBoardReports);
describeBoardReport();

export const boardReportsFeature: Feature = {
  name: 'board-reports',
  routes: boardReportRoutes,
  navigation: [{ href: boardReportPaths.list, label: 'Reports to Trustees', permission: 'board-report:read' }],
};
