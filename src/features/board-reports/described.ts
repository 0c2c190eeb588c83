import { academicYearName, type Term, termNames } from '#core/academic-year/rules.ts';
import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { boardReportPaths } from './paths.ts';

/** The history of a report shows its drafts, so those who write it read it. */
export function describeBoardReport(): void {
  describeRecord('board_report', {
    noun: 'Report to Trustees',
    permission: 'board-report:write',
    place: 'trust',
    title: (content) =>
      `${termNames[textOf(content, 'term') as Term]} ${academicYearName(Number(content['academic_year']))}`,
    hidden: ['facts'],
    parts: [
      { table: 'board_report_words', key: 'report_id', noun: 'Own words', title: (content) => textOf(content, 'code') },
      {
        table: 'board_report_decision',
        key: 'report_id',
        noun: 'Decision wanted',
        title: (content) => textOf(content, 'wanted'),
      },
      {
        table: 'board_report_issue',
        key: 'report_id',
        noun: 'Issue',
        title: (content) => `Issue ${String(content['number'])}`,
      },
    ],
    href: (id) => boardReportPaths.report(id),
  });
}
