import {
  type Block,
  bullets,
  callout,
  heading,
  numberColumn,
  paragraph,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import type { JudgementFact, SchoolFact } from '../facts.ts';
import { movementOf } from '../rules.ts';
import { ownWords, type ReportForPrint } from './report-for-print.ts';

const arrows = {
  better: '↑ better',
  worse: '↓ worse',
  same: '= same',
  first: 'first',
  'not compared': 'not compared',
} as const;
const shortGrade = (code: string, label: string) => (/^\d+$/.test(code) ? code : label);

/** `3, was 2: ↓ worse`. */
function cell(judgement: JudgementFact | undefined): string {
  if (!judgement) return '—';
  const grade = shortGrade(judgement.code, judgement.grade);
  const movement = movementOf(judgement);
  if (movement === 'first') return `${grade} (first)`;
  if (movement === 'same') return `${grade} = same`;
  return `${grade} ${arrows[movement]}, was ${shortGrade(judgement.previousCode ?? '', judgement.previous ?? '')}`;
}

const areasOf = (schools: readonly SchoolFact[]): string[] => [
  ...new Set(schools.flatMap((school) => school.judgements.map((judgement) => judgement.area))),
];

/** Areas that stand side by side on a page. */
const abreast = 4;

/** A row a school, four areas to a table, so that it fits a page; a school that is not judged on any of them is left out. */
function bySchools(schools: readonly SchoolFact[]): Block[] {
  const areas = areasOf(schools);
  const groups = Array.from({ length: Math.ceil(areas.length / abreast) }, (_, index) =>
    areas.slice(index * abreast, (index + 1) * abreast),
  );
  return groups.map((group) =>
    table({
      caption: `School by school: ${group.join(', ')}`,
      columns: [textColumn('School', 0.28), ...group.map((header) => textColumn(header, 0.72 / group.length))],
      rows: schools
        .filter((school) => school.judgements.some((judgement) => group.includes(judgement.area)))
        .map((school) => [
          `${school.name} (${school.reviewYear})`,
          ...group.map((area) => cell(school.judgements.find((judgement) => judgement.area === area))),
        ]),
      headerColumn: true,
    }),
  );
}

/** How many schools stand at each grade and how those judged before have moved, area by area: what runs through the Trust. Areas without numbers are counted in words. */
function byAreas(schools: readonly SchoolFact[]): Block[] {
  const judgements = schools.flatMap((school) => school.judgements);
  const of = (area: string) => judgements.filter((judgement) => judgement.area === area);
  const isNumbered = (area: string) => of(area).every((judgement) => /^[1-4]$/.test(judgement.code));
  const numbered = areasOf(schools).filter(isNumbered);
  const others = areasOf(schools).filter((area) => !isNumbered(area));
  const movements = (['better', 'same', 'worse'] as const).filter((movement) =>
    numbered.some((area) => of(area).some((it) => movementOf(it) === movement)),
  );
  return [
    ...(numbered.length > 0
      ? [
          table({
            caption: 'How many schools stand where, area by area',
            columns: [
              textColumn('Area', 0.72 - movements.length * 0.105),
              ...['1', '2', '3', '4'].map((header) => numberColumn(header, 0.07)),
              ...movements.map((it) => numberColumn(arrows[it], 0.105)),
            ],
            rows: numbered.map((area) => [
              area,
              ...['1', '2', '3', '4'].map((grade) => String(of(area).filter((it) => it.code === grade).length)),
              ...movements.map((movement) => String(of(area).filter((it) => movementOf(it) === movement).length)),
            ]),
            headerColumn: true,
          }),
        ]
      : []),
    ...(others.length > 0
      ? [
          bullets(
            others.map((area) => {
              const grades = [...Map.groupBy(of(area), (judgement) => judgement.grade)];
              return `${area}: ${grades.map(([grade, own]) => `${grade} at ${own.length === 1 ? '1 school' : `${own.length} schools`}`).join(', ')}`;
            }),
          ),
        ]
      : []),
  ];
}

/** Judgements and movement; grades of different frameworks never share a table. */
export function judgementBlocks(report: ReportForPrint): Block[] {
  const judged = report.facts.schools.filter((school) => school.judgements.length > 0);
  const families = [...Map.groupBy(judged, (school) => school.family).values()];
  return [
    heading(1, 'Judgements and movement'),
    ...ownWords(report, 'judgements'),
    ...(judged.length === 0 ? [paragraph('No Annual Review has been issued yet.')] : []),
    ...families.flatMap((schools) => [...byAreas(schools), ...bySchools(schools)]),
    callout('info', 'Trust judgements', [
      paragraph(
        `Judgements are the Trust’s own. They are not Ofsted inspection outcomes. On the scale of the model 1 is Outstanding, 2 Good, 3 Requires Improvement, 4 Inadequate.${families.length > 1 ? ' Grades of different frameworks stand in tables of their own and are never converted into each other.' : ''}`,
      ),
    ]),
  ];
}
