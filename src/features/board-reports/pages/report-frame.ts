import { termInYear } from '#core/academic-year/rules.ts';
import { boardReportPaths } from '../paths.ts';
import type { BoardReport } from '../queries.ts';

type Named = Pick<BoardReport, 'id' | 'term' | 'academic_year'>;

export const reportTitle = (report: Omit<Named, 'id'>): string =>
  `Report to Trustees, ${termInYear(report.term, report.academic_year)}`;

export const listCrumbs = [{ href: boardReportPaths.list, label: 'Reports to Trustees' }];

/** The way back to writing. */
export const reportCrumbs = (report: Named) => [
  ...listCrumbs,
  { href: boardReportPaths.report(report.id), label: reportTitle(report) },
];
