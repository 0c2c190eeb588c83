import { days, pounds } from '#features/action-plans/index.ts';
import { type Block, heading, numberColumn, paragraph, strong, table, textColumn } from '#platform/documents/index.ts';
import type { SupportFact } from '../facts.ts';
import { ownWords, type ReportForPrint } from './report-for-print.ts';

/** Sums of whole pence and half days: exact. */
export function sumSupport(
  lines: readonly SupportFact[],
): Pick<SupportFact, 'promisedHalfDays' | 'givenHalfDays' | 'costPence'> {
  const sum = { promisedHalfDays: 0, givenHalfDays: 0, costPence: 0 };
  for (const line of lines) {
    sum.promisedHalfDays += line.promisedHalfDays;
    sum.givenHalfDays += line.givenHalfDays;
    sum.costPence += line.costPence;
  }
  return sum;
}

const figures = (sum: ReturnType<typeof sumSupport>): string[] => [
  days(sum.promisedHalfDays),
  days(sum.givenHalfDays),
  pounds(sum.costPence),
];

const columns = (first: readonly string[]) => [
  ...first.map((header, index) => textColumn(header, first.length === 1 ? 0.58 : index === 0 ? 0.2 : 0.38)),
  numberColumn('Days promised', 0.14),
  numberColumn('Days given', 0.13),
  numberColumn('Cost', 0.15),
];

/** Support by school and kind, with exact sums. */
export function supportBlocks(report: ReportForPrint): Block[] {
  const { support, leadership } = report.facts;
  const total = figures(sumSupport(support)).map((value) => [strong(value)]);
  const kinds = [...Map.groupBy(support, (line) => line.kind)];
  return [
    heading(1, 'Support given by the Trust'),
    ...ownWords(report, 'support'),
    ...(support.length === 0
      ? [paragraph('No support is promised under a plan that is agreed, in place or approved.')]
      : [
          table({
            caption: 'Support by kind',
            columns: columns(['Kind']),
            rows: [
              ...kinds.map(([kind, lines]) => [kind, ...figures(sumSupport(lines))]),
              [[strong('Total')], ...total],
            ],
            headerColumn: true,
          }),
          table({
            caption: 'Support by school',
            columns: columns(['School', 'Support']),
            rows: [
              ...support.map((line) => [line.school, `${line.kind}: ${line.what}`, ...figures(line)]),
              [[strong('Total')], '', ...total],
            ],
            headerColumn: true,
          }),
        ]),
    ...(leadership.length > 0
      ? [
          table({
            caption: 'What the Trust leads directly',
            columns: ['School', 'Aspect', 'Who leads', 'From', 'Until'].map((header) => textColumn(header)),
            rows: leadership.map((led) => [
              led.school,
              led.aspect,
              led.leader,
              led.from,
              `${led.until}${led.overdue ? ' (passed)' : ''}`,
            ]),
            headerColumn: true,
          }),
        ]
      : [paragraph('The Trust leads no aspect of a school directly.')]),
  ];
}
