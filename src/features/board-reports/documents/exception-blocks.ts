import { type Block, bullets, heading, item, numbered, paragraph } from '#platform/documents/index.ts';
import { bySchool, exceptionsOf, nothingExceptional } from '../rules.ts';
import { ownWords, type ReportForPrint } from './report-for-print.ts';

/** The first two pages: what trustees should know and decide. */
export function exceptionBlocks(report: ReportForPrint): Block[] {
  const exceptions = bySchool(exceptionsOf(report.facts));
  const { schools } = report.facts;
  const without = schools.length - exceptions.filter((one) => schools.some((it) => it.name === one.school)).length;
  return [
    heading(1, 'What you need to know'),
    ...ownWords(report, 'introduction'),
    heading(2, 'Decisions wanted'),
    report.decisions.length > 0
      ? numbered(report.decisions.map((wanted) => item(wanted)))
      : paragraph('No decision is asked of you this term.'),
    heading(2, 'Exceptions'),
    ...(exceptions.length === 0
      ? [paragraph(nothingExceptional(report.facts))]
      : [
          ...exceptions.flatMap(({ school, exceptions: own }): Block[] => [
            heading(3, school),
            bullets(own.map(({ sentence }) => item(sentence))),
          ]),
          ...(without > 0
            ? [
                paragraph(
                  without === 1
                    ? 'Of one other school there is nothing exceptional to say.'
                    : `Of the other ${without} schools there is nothing exceptional to say.`,
                ),
              ]
            : []),
        ]),
    ...ownWords(report, 'exceptions', 2),
  ];
}
