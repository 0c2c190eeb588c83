import { termNames } from '#core/academic-year/rules.ts';
import { type Block, bullets, heading, numberColumn, paragraph, table, textColumn } from '#platform/documents/index.ts';
import type { FigureFact, SchoolFact } from '../facts.ts';
import { newsSince, ratingsOf } from '../progress-rules.ts';
import { gravityOfGrade, movementOf } from '../rules.ts';
import { ownWords, type ReportForPrint, ragWords, ratingKeys, ratingsInWords } from './report-for-print.ts';

/** `1 area at 4, 2 at 2. 1 worse.`: the gravest first. An area that is only met or not is told where it is not the rule. */
function judgementsOf({ judgements }: SchoolFact): string {
  if (judgements.length === 0) return 'No review issued';
  const numbered = judgements.filter((it) => /^[1-4]$/.test(it.code));
  const counted = numbered.length > 0 ? numbered : judgements;
  const grades = [...Map.groupBy(counted, (it) => (numbered.length > 0 ? it.code : it.grade))];
  const told = grades
    .sort(([a], [b]) => b.localeCompare(a, 'en-GB'))
    .map(([grade, own], index) => `${own.length}${index > 0 ? '' : own.length === 1 ? ' area' : ' areas'} at ${grade}`);
  const others = judgements.filter((it) => !counted.includes(it) && gravityOfGrade(it));
  const moved = (['worse', 'better', 'same', 'first'] as const).flatMap((movement) => {
    const number = counted.filter((it) => movementOf(it) === movement).length;
    return number > 0 ? [`${number} ${movement === 'first' ? 'for the first time' : movement}`] : [];
  });
  return [
    `${told.join(', ')}.`,
    ...others.map((it) => `${it.area}: ${it.grade}.`),
    ...(moved.length > 0 ? [`${moved.join(', ')}.`] : []),
  ].join(' ');
}

const figure = (one: FigureFact | null | undefined, titled: boolean): string =>
  one
    ? `${titled ? `${one.title}: ` : ''}${one.value}${one.national ? `, national ${one.national}` : ''} (${one.year})`
    : 'Not imported';

const planOf = ({ plans: [plan] }: SchoolFact): string => (plan ? `${plan.state}: ${ratingsInWords(plan)}` : 'No plan');

/** A row for each school. */
export function glanceBlocks(report: ReportForPrint): Block[] {
  const { schools } = report.facts;
  return [
    heading(1, 'Schools at a glance'),
    ...ownWords(report, 'glance'),
    ...(schools.length === 0 ? [paragraph('No school is in the Trust yet.')] : [glanceTable(schools)]),
  ];
}

const glanceTable = (schools: readonly SchoolFact[]): Block =>
  table({
    caption: 'Schools at a glance',
    columns: [
      textColumn('School', 0.17),
      textColumn('Phase and roll', 0.15),
      textColumn('Judgements', 0.18),
      textColumn('Headline result', 0.19),
      textColumn('Attendance', 0.15),
      textColumn('Action plan', 0.16),
    ],
    rows: schools.map((school) => [
      school.name,
      `${school.phase}${school.onRoll === null ? '' : `, ${school.onRoll.toLocaleString('en-GB')} on roll`}`,
      judgementsOf(school),
      figure(school.outcomes[0], true),
      figure(school.attendance, false),
      planOf(school),
    ]),
    headerColumn: true,
  });

/** What is new since trustees were last told, and how the criteria stand now and then. */
export function sinceBlocks(report: ReportForPrint): Block[] {
  const { before, facts } = report;
  if (!before) return [];
  const news = newsSince(before.facts, facts);
  const then = ratingsOf(before.facts);
  const now = ratingsOf(facts);
  return [
    heading(1, `Since the report of the ${termNames[before.term]}`),
    news.length > 0
      ? bullets(news)
      : paragraph('No judgement has changed, no plan has moved on, and nothing has been taken over or handed back.'),
    table({
      caption: 'Criteria of every open action plan',
      columns: [textColumn('Rating'), numberColumn('In the report before'), numberColumn('Now')],
      rows: ratingKeys.map((key) => [ragWords[key], String(then[key]), String(now[key])]),
      headerColumn: true,
    }),
  ];
}

/** Every headline figure beside the national one. */
export function resultBlocks(report: ReportForPrint): Block[] {
  const rows = report.facts.schools.flatMap((school) =>
    [...school.outcomes, ...(school.attendance ? [school.attendance] : [])].map((one) => [
      school.name,
      one.title,
      `${one.year}${one.note ? `, ${one.note}` : ''}`,
      one.value,
      one.national ?? '—',
    ]),
  );
  return [
    heading(1, 'Published results'),
    ...ownWords(report, 'results'),
    rows.length === 0
      ? paragraph('No published results have been imported.')
      : table({
          caption: 'Newest published figures',
          columns: [
            textColumn('School', 0.22),
            textColumn('Measure', 0.34),
            textColumn('Year', 0.18),
            numberColumn('Figure', 0.12),
            numberColumn('National', 0.14),
          ],
          rows,
          headerColumn: true,
          note: 'Figures of fewer than six pupils are not published and not shown. Attendance is what remains of all possible sessions after overall absence.',
        }),
  ];
}
