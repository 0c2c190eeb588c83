import { type Term, termInYear, termNames } from '#core/academic-year/rules.ts';
import { describeRecord, type RecordPart, textOf } from '#core/audit/describe-record.ts';
import { capital } from '#platform/capital.ts';
import { boardReportPaths } from './paths.ts';
import { sections } from './sections.ts';

/** `On the exceptions`, `Comment on Larkfield School`. */
const wordsTitle: RecordPart['title'] = (content, names) => {
  const code = textOf(content, 'code');
  return sections.find((section) => section.code === code)?.label ?? `Comment on ${names.get(code) ?? 'a school'}`;
};

/** The history of a report shows its drafts, so those who write it read it. */
export function describeBoardReport(): void {
  describeRecord('board_report', {
    noun: 'Report to Trustees',
    permission: 'board-report:write',
    place: 'trust',
    title: (content) => capital(termInYear(textOf(content, 'term') as Term, Number(content['academic_year']))),
    // Facts and what they changed are data; the pages and the papers say them. Title and key of a part say what it is and which report it belongs to.
    hidden: ['academic_year', 'facts', 'changes', 'code', 'frozen_record_id', 'plan_id', 'position'],
    labels: { wanted: 'Decision', body: 'Words' },
    words: { term: termNames },
    parts: [
      { table: 'board_report_words', key: 'report_id', noun: 'Own words', title: wordsTitle },
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
