import { academicYearName, termNames } from '#core/academic-year/rules.ts';
import { days, pounds } from '#features/action-plans/index.ts';
import { longDate } from '#platform/clock.ts';
import {
  type Block,
  blocksFromMarkdown,
  bullets,
  callout,
  type DocumentTree,
  heading,
  item,
  numbered,
  pageBreak,
  paragraph,
  strong,
  table,
} from '#platform/documents/index.ts';
import type { Facts, SchoolFact } from '../facts.ts';
import { exceptionsOf, movementInWords } from '../rules.ts';

export type ReportForPrint = {
  academicYear: number;
  term: 'autumn' | 'spring' | 'summer';
  trustName: string;
  executivePrincipal: string;
  facts: Facts;
  assembledOn: Temporal.PlainDate;
  date: Temporal.PlainDate;
  issueNumber: number | null;
  /** The Executive Principal's own words by section or by school. */
  words: ReadonlyMap<string, string>;
  decisions: readonly string[];
};

const ragWords = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Reached' } as const;
const own = (report: ReportForPrint, code: string): readonly Block[] => {
  const body = report.words.get(code)?.trim() ?? '';
  return body === '' ? [] : blocksFromMarkdown(body, { below: 2 });
};

/** The first two pages: what trustees should know and decide. */
export function exceptionBlocks(report: ReportForPrint): Block[] {
  const exceptions = exceptionsOf(report.facts);
  const schools = [...new Set(exceptions.map((exception) => exception.school))];
  return [
    heading(1, 'What you need to know'),
    ...own(report, 'introduction'),
    heading(2, 'Decisions wanted'),
    report.decisions.length > 0
      ? numbered(report.decisions.map((wanted) => item(wanted)))
      : paragraph('No decision is asked of you this term.'),
    heading(2, 'Exceptions'),
    ...(exceptions.length === 0
      ? [
          paragraph(
            'Nothing is exceptional: no judgement is a 3 or a 4, every action plan is where it should be, and no criterion is red.',
          ),
        ]
      : schools.flatMap((school): Block[] => [
          heading(3, school),
          bullets(
            exceptions.filter((exception) => exception.school === school).map((exception) => item(exception.sentence)),
          ),
        ])),
    ...own(report, 'exceptions'),
  ];
}

function glance(facts: Facts): Block {
  return table({
    caption: 'Schools at a glance',
    columns: [
      { header: 'School', align: 'text' },
      { header: 'Phase', align: 'text' },
      { header: 'On roll', align: 'number' },
      { header: 'Review', align: 'text' },
      { header: 'Lowest judgement', align: 'text' },
      { header: 'Action plan', align: 'text' },
    ],
    rows: facts.schools.map((school) => [
      school.name,
      school.phase,
      school.onRoll === null ? '—' : school.onRoll.toLocaleString('en-GB'),
      school.reviewYear ?? 'None issued',
      lowest(school),
      school.plan ? school.plan.state : 'No plan',
    ]),
    headerColumn: true,
  });
}

/** The judgement that weighs most, in words; those of other frameworks are all named, because they have no numbers to compare. */
function lowest(school: SchoolFact): string {
  const numbered = school.judgements.filter((judgement) => /^[1-4]$/.test(judgement.code));
  const worst = numbered.sort((a, b) => Number(b.code) - Number(a.code))[0];
  if (!worst)
    return school.judgements.length > 0 ? school.judgements.map((judgement) => judgement.grade).join(', ') : '—';
  return `${worst.grade} (${numbered
    .filter((judgement) => judgement.code === worst.code)
    .map((judgement) => judgement.area)
    .join(', ')})`;
}

function schoolBlocks(report: ReportForPrint, school: SchoolFact): Block[] {
  const { plan } = school;
  return [
    heading(2, school.name),
    ...own(report, school.schoolId),
    ...(school.judgements.length > 0
      ? [
          table({
            caption: `${school.name}: judgements of the Annual Review ${school.reviewYear ?? ''}`,
            columns: [
              { header: 'Area', align: 'text' },
              { header: 'Judgement', align: 'text' },
              { header: 'Before', align: 'text' },
              { header: 'Movement', align: 'text' },
            ],
            rows: school.judgements.map((judgement) => [
              judgement.area,
              judgement.grade,
              judgement.previous ?? '—',
              movementInWords(judgement),
            ]),
            headerColumn: true,
          }),
        ]
      : [paragraph('No Annual Review has been issued.')]),
    ...(school.outcomes.length > 0
      ? [
          table({
            caption: `${school.name}: published results`,
            columns: [
              { header: 'Measure', align: 'text' },
              { header: 'Year', align: 'text' },
              { header: 'School', align: 'number' },
              { header: 'National', align: 'number' },
            ],
            rows: school.outcomes.map((outcome) => [
              outcome.title,
              outcome.year,
              outcome.value,
              outcome.national ?? '—',
            ]),
            headerColumn: true,
          }),
        ]
      : []),
    ...(plan
      ? [
          paragraph([
            strong('Action plan. '),
            `${plan.basis}. ${plan.state}. ${plan.approval}. Termly review ${plan.reviewDue}.`,
          ]),
          ...(plan.lastReview ? [paragraph([strong('Last review. '), plan.lastReview])] : []),
          ...(plan.criteria.length > 0
            ? [
                table({
                  caption: `${school.name}: progress against criteria`,
                  columns: [
                    { header: 'Criterion', align: 'text', width: 3 },
                    { header: 'From', align: 'text' },
                    { header: 'To', align: 'text' },
                    { header: 'By', align: 'text' },
                    { header: 'Now', align: 'text', width: 3 },
                  ],
                  rows: plan.criteria.map((criterion) => [
                    criterion.what,
                    criterion.from,
                    criterion.to,
                    criterion.byWhen ?? '—',
                    criterion.last
                      ? `${ragWords[criterion.last.rag]}${criterion.last.value ? `, ${criterion.last.value}` : ''}: ${criterion.last.reason} (${criterion.last.on})`
                      : 'Nothing recorded yet',
                  ]),
                }),
              ]
            : []),
        ]
      : [paragraph('There is no action plan.')]),
  ];
}

function supportBlocks(report: ReportForPrint): Block[] {
  const { support } = report.facts;
  const sum = (of: (line: (typeof support)[number]) => number) => support.reduce((total, line) => total + of(line), 0);
  return [
    heading(1, 'Support given by the Trust'),
    ...own(report, 'support'),
    support.length === 0
      ? paragraph('No support is promised under a plan that is agreed, in place or approved.')
      : table({
          caption: 'Support by school and kind',
          columns: [
            { header: 'School', align: 'text' },
            { header: 'Support', align: 'text', width: 3 },
            { header: 'Days promised', align: 'number' },
            { header: 'Days given', align: 'number' },
            { header: 'Cost', align: 'number' },
          ],
          rows: [
            ...support.map((line) => [
              line.school,
              `${line.kind}: ${line.what}`,
              days(line.promisedHalfDays),
              days(line.givenHalfDays),
              pounds(line.costPence),
            ]),
            [
              [strong('Total')],
              '',
              [strong(days(sum((line) => line.promisedHalfDays)))],
              [strong(days(sum((line) => line.givenHalfDays)))],
              [strong(pounds(sum((line) => line.costPence)))],
            ],
          ],
        }),
  ];
}

/** The whole paper: two pages of exceptions first, the detail behind. */
export function reportDocument(report: ReportForPrint): DocumentTree {
  const title = `Report to Trustees, ${termNames[report.term]} ${academicYearName(report.academicYear)}`;
  return {
    title,
    subtitle: 'School improvement',
    organisation: report.trustName,
    language: 'en-GB',
    classification: 'For trustees',
    date: report.date,
    details: [
      { label: 'From', value: `${report.executivePrincipal}, Executive Principal` },
      { label: 'As recorded on', value: longDate(report.assembledOn) },
      ...(report.issueNumber && report.issueNumber > 1 ? [{ label: 'Issue', value: String(report.issueNumber) }] : []),
    ],
    blocks: [
      ...exceptionBlocks(report),
      pageBreak(),
      heading(1, 'Detail'),
      glance(report.facts),
      callout('info', 'Trust judgements', [
        paragraph(
          'Judgements are the Trust’s own, on the scale 1 Outstanding to 4 Inadequate. They are not Ofsted inspection outcomes.',
        ),
      ]),
      ...report.facts.schools.flatMap((school) => schoolBlocks(report, school)),
      ...supportBlocks(report),
    ],
  };
}
