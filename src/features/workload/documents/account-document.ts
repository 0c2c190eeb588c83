import { termInYear } from '#core/academic-year/rules.ts';
import type { LimitCode } from '#core/workload/check-rules.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import {
  type Block,
  type DocumentTree,
  heading,
  keyFacts,
  numberColumn,
  paragraph,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import type { TermAccount } from '../account.ts';
import { type Sum, spent, withoutNames } from '../ledger-rules.ts';
import { limitsInWords } from '../limits-rules.ts';
import { hours, limitWords, purposeWords, stateWords } from '../words.ts';

const sumTable = (caption: string, what: string, sums: ReadonlyMap<string, Sum>): Block =>
  table({
    caption,
    headerColumn: true,
    columns: [
      textColumn(what, 0.34),
      numberColumn(stateWords.done, 0.14),
      numberColumn(stateWords.past, 0.22),
      numberColumn(stateWords.planned, 0.16),
      numberColumn(stateWords.stopped, 0.14),
    ],
    rows: [...sums].map(([name, sum]) => [
      name,
      hours(sum.done),
      hours(sum.past),
      hours(sum.planned),
      hours(sum.stopped),
    ]),
  });

function costBlocks(account: TermAccount): Block[] {
  const { total, limits, termBefore } = account;
  return [
    heading(1, 'What it cost'),
    keyFacts([
      { label: 'Hours spent or planned', value: hours(spent(total)) },
      { label: 'The trust’s limit for a term', value: `${limits.schoolHoursATerm} hours` },
      ...(termBefore === null ? [] : [{ label: 'The term before', value: `${hours(termBefore)} hours` }]),
      { label: 'Hours saved by stopping', value: hours(total.stopped) },
    ]),
    ...(account.lines.length === 0
      ? [paragraph('Nothing was planned, done or stopped in this term.')]
      : [
          sumTable('Hours by what they went into', 'What', account.byPart),
          sumTable('Hours by purpose', 'Purpose', account.byPurpose),
          sumTable('Hours by department', 'Department', account.byDepartment),
        ]),
  ];
}

function observationBlocks({ spread, limits, academicYear }: TermAccount): Block[] {
  if (spread.length === 0) return [heading(1, 'Who was observed'), paragraph('Nobody by name.')];
  const over = spread
    .filter(([times]) => times > limits.observationsAYear)
    .reduce((sum, [, people]) => sum + people, 0);
  return [
    heading(1, 'Who was observed'),
    paragraph(
      `Since September ${academicYear}, over all purposes together. The limit is ${limits.observationsAYear} in a year; ${over === 0 ? 'nobody is past it' : over === 1 ? 'one person is past it' : `${over} people are past it`}.`,
    ),
    table({
      caption: 'How often people were observed, or will be',
      columns: [numberColumn('Observations', 0.5), numberColumn('People', 0.5)],
      rows: spread.map(([times, people]) => [String(times), String(people)]),
    }),
  ];
}

function stoppedBlocks(account: TermAccount): Block[] {
  if (account.stopped.length === 0) return [heading(1, 'What was stopped'), paragraph('Nothing was stopped.')];
  return [
    heading(1, 'What was stopped'),
    table({
      caption: 'What was stopped, and what that saved',
      columns: [
        textColumn('Day', 0.16),
        textColumn('Kind', 0.24),
        textColumn('Why', 0.44),
        numberColumn('Hours', 0.16),
      ],
      rows: account.stopped.map((row) => [
        shortDate(row.onDay),
        purposeWords[row.purpose],
        withoutNames(row.why, account.names),
        hours(row.minutes),
      ]),
    }),
  ];
}

function excessBlocks(account: TermAccount): Block[] {
  if (account.excesses.length === 0) return [heading(1, 'Limits that were passed'), paragraph('None.')];
  return [
    heading(1, 'Limits that were passed'),
    table({
      caption: 'Which limit, and why',
      columns: [textColumn('Limit', 0.22), textColumn('What was found', 0.4), textColumn('Why', 0.38)],
      rows: account.excesses.map((row) => [
        limitWords[row.limit_code as LimitCode] ?? row.limit_code,
        withoutNames(row.finding, account.names),
        withoutNames(row.why, account.names),
      ]),
    }),
  ];
}

/** The account of a term for everybody whom it concerns: it names nobody. */
export function accountDocument(
  account: TermAccount,
  given: {
    trustName: string;
    by: string;
    on: Temporal.PlainDate;
    number: number;
    words: string;
    why: string | null;
  },
): DocumentTree {
  return {
    title: `What quality assurance cost, ${termInYear(account.term, account.academicYear)}`,
    subtitle: account.school.name,
    organisation: given.trustName,
    language: 'en-GB',
    classification: 'For the people of the school, its governors and the Trust',
    date: given.on,
    details: [
      { label: 'Given by', value: given.by },
      { label: 'As recorded on', value: longDate(given.on) },
      ...(given.number > 1
        ? [{ label: 'Issue', value: `${given.number}, a correction: ${withoutNames(given.why ?? '', account.names)}` }]
        : []),
    ],
    blocks: [
      ...(given.words ? [paragraph(withoutNames(given.words, account.names))] : []),
      ...costBlocks(account),
      ...observationBlocks(account),
      ...stoppedBlocks(account),
      ...excessBlocks(account),
      heading(1, 'The limits that hold'),
      table({
        caption: `Set by the Trust, as they held on ${longDate(given.on)}`,
        columns: [textColumn('Limit', 0.5), textColumn('What holds', 0.5)],
        rows: limitsInWords(account.limits).map(({ key, value }) => [key, value]),
      }),
    ],
  };
}
