import { termInYear } from '#core/academic-year/rules.ts';
import { type DocumentTree, heading, pageBreak, paragraph, table } from '#platform/documents/index.ts';
import { exceptionBlocks } from './exception-blocks.ts';
import { glanceBlocks, resultBlocks, sinceBlocks } from './glance-blocks.ts';
import { judgementBlocks } from './judgement-blocks.ts';
import { meetingBlocks } from './meeting-blocks.ts';
import { actionPlanBlocks } from './plan-blocks.ts';
import type { ReportForPrint } from './report-for-print.ts';
import { supportBlocks } from './support-blocks.ts';

export type { ReportForPrint } from './report-for-print.ts';

/** The whole paper: two pages of exceptions first, the detail behind. */
export function reportDocument(report: ReportForPrint): DocumentTree {
  const { executivePrincipal: principal, issueNumber, facts } = report;
  return {
    title: `Report to Trustees, ${termInYear(report.term, report.academicYear)}`,
    subtitle: 'School improvement',
    organisation: report.trustName,
    language: 'en-GB',
    classification: 'For trustees',
    date: report.date,
    details: [
      { label: 'From', value: principal ? `${principal}, Executive Principal` : 'The Executive Principal' },
      { label: 'As recorded on', value: report.assembledAt },
      ...(issueNumber && issueNumber > 1 ? [{ label: 'Issue', value: `${issueNumber}, a correction` }] : []),
    ],
    blocks: [
      ...exceptionBlocks(report),
      pageBreak(),
      ...sinceBlocks(report),
      ...glanceBlocks(report),
      ...judgementBlocks(report),
      ...resultBlocks(report),
      ...actionPlanBlocks(report),
      ...meetingBlocks(report),
      ...supportBlocks(report),
      heading(1, 'Where this comes from'),
      paragraph(
        `Everything here was taken from what was recorded on ${report.assembledAt}. Staff below leader level are not named, and groups of fewer than six pupils are not told.`,
      ),
      table({
        caption: 'Sources',
        columns: [
          { header: 'What', align: 'text', width: 0.7 },
          { header: 'As at', align: 'text', width: 0.3 },
        ],
        rows: facts.sources.map((source) => [source.what, source.asAt]),
      }),
    ],
  };
}
