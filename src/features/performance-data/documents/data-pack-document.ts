import { shortDate } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  type DocumentTree,
  heading,
  numberColumn,
  paragraph,
  strong,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import type { DataPack, MeasureRow, PackFigure, Section } from '../pack/data-pack.ts';
import { frameworkWords, gradeList, inspectionNotes, neverCompared } from '../pack/inspection-words.ts';
import { cellWords, figureNotes, gapSize, measureValue, nullWords, unpublishedWords } from '../pack/words.ts';
import { yearName } from '../years.ts';

const kinds = { concern: 'Ask about', strength: 'Strong', care: 'Take care' };

function measureTable(title: string, rows: readonly MeasureRow[], all: readonly number[]): Block {
  // A year without any figure would be an empty column.
  const shown = all.filter((_, index) => rows.some(({ cells }) => cells[index]?.figure || cells[index]?.notPublished));
  const years = shown.length > 0 ? shown : all;
  const comparator = ({ measure, cells }: MeasureRow, of: 'national' | 'la') => {
    const found = measure.unit === 'count' ? null : cells.at(-1)?.[of];
    return found ? measureValue(measure, found.value) : '—';
  };
  const newest = yearName(years.at(-1) ?? 0);
  return table({
    caption: title,
    headerColumn: true,
    columns: [
      textColumn('Measure', 0.34),
      ...years.map((year) => numberColumn(yearName(year))),
      numberColumn(`National ${newest}`),
      numberColumn(`Local ${newest}`),
    ],
    rows: rows.map((row) => [
      row.measure.title,
      ...row.cells.filter(({ year }) => years.includes(year)).map((cell) => cellWords(row.measure, cell)),
      comparator(row, 'national'),
      comparator(row, 'la'),
    ]),
  });
}

/** Status, interval, cohort and whose figure it is, for each year of each headline; and why a year has none. */
function notesOf(rows: readonly MeasureRow[]): string[] {
  return rows.flatMap(({ measure, cells }) => [
    ...cells.flatMap((cell) => {
      const notes = cell.figure ? figureNotes(measure, cell.figure) : [];
      if (cell.notPublished && cell.figure?.value == null)
        return [`${measure.title}, ${yearName(cell.year)}: ${cell.notPublished}`];
      return notes.length > 0 ? [`${measure.title}, ${yearName(cell.year)}: ${notes.join('; ')}.`] : [];
    }),
  ]);
}

/** Disadvantaged pupils over the three years, each of the two gaps under its own name. */
function gapTables(rows: readonly MeasureRow[]): Block[] {
  return rows.flatMap(({ measure, gaps }) => {
    if (gaps.length === 0) return [];
    const figure = (one: PackFigure | null) =>
      one === null ? '—' : one.value === null ? nullWords(one.nullKind) : measureValue(measure, one.value);
    const size = (by: number | null) => (by === null ? '—' : gapSize(measure, by));
    return [
      table({
        caption: `${measure.title}: disadvantaged pupils`,
        headerColumn: true,
        columns: [
          textColumn('Year', 0.12),
          numberColumn('Disadvantaged', 0.16),
          numberColumn('How many', 0.12),
          numberColumn('Others', 0.12),
          numberColumn('Gap within the school', 0.17),
          numberColumn('Gap nationally', 0.15),
          numberColumn('Gap as DfE publishes it', 0.16),
        ],
        rows: gaps.map((gap) => [
          yearName(gap.year),
          figure(gap.disadvantaged),
          String(gap.disadvantaged?.cohort ?? '—'),
          figure(gap.others),
          size(gap.withinSchool),
          size(gap.national),
          size(gap.published?.value ?? null),
        ]),
      }),
    ];
  });
}

const gapWords =
  'A gap below 0 means behind. Within the school: its disadvantaged pupils minus its other pupils. As DfE publishes it: its disadvantaged pupils minus other pupils nationally.';

function sectionBlocks(section: Section): Block[] {
  const notes = notesOf(section.headline);
  const gaps = gapTables(section.headline);
  const definitions = section.headline.map(({ measure }) => `${measure.title}: ${measure.definition}`);
  return [
    heading(1, section.title),
    ...(section.headline.length > 0
      ? [measureTable(`${section.title}: headline measures`, section.headline, section.years)]
      : []),
    ...(notes.length > 0 ? [bullets(notes)] : []),
    ...unpublishedWords(section.unpublished).map((words) => paragraph(words)),
    ...(gaps.length > 0 ? [heading(2, 'Disadvantaged pupils'), paragraph(gapWords), ...gaps] : []),
    ...(section.others.length > 0
      ? [measureTable(`${section.title}: other measures`, section.others, section.years)]
      : []),
    ...(definitions.length > 0 ? [heading(2, 'What the measures are'), bullets(definitions)] : []),
  ];
}

function inspectionBlocks(pack: DataPack): Block[] {
  if (pack.inspections.length === 0) return [];
  return [
    heading(1, 'Inspections by Ofsted'),
    paragraph(neverCompared),
    table({
      caption: 'Inspections, newest first',
      columns: [
        textColumn('Inspected', 0.14),
        textColumn('Under', 0.22),
        textColumn('Grades'),
        textColumn('Also said'),
      ],
      rows: pack.inspections.map((one) => [
        one.inspected_on ? shortDate(one.inspected_on) : 'Not given',
        frameworkWords(one),
        gradeList(one)
          .map(({ area, grade }) => `${area}: ${grade}`)
          .join('; ') || 'No grades',
        inspectionNotes(one).join('. ') || '—',
      ]),
    }),
  ];
}

/** The data pack as a document: the same figures and words as the page. */
export function dataPackDocument(pack: DataPack, trustName: string): DocumentTree {
  return {
    title: 'Data pack',
    subtitle: pack.school.name,
    organisation: trustName,
    language: 'en-GB',
    classification: 'For the autumn data review',
    date: pack.made,
    details: [
      { label: 'URN', value: pack.school.urn },
      { label: 'Ages', value: `${pack.school.low_age} to ${pack.school.high_age}` },
      { label: 'Local authority', value: pack.school.local_authority ?? 'Not recorded' },
    ],
    blocks: [
      heading(1, 'What stands out'),
      ...(pack.standsOut.length === 0
        ? [
            paragraph(
              'No headline figure is far from the national one, has moved two years running, or has a wide gap.',
            ),
          ]
        : [bullets(pack.standsOut.map((one) => [strong(`${kinds[one.kind]}: `), `${one.title}. ${one.why}`]))]),
      paragraph('Found by fixed rules on published figures: questions for the meeting, not judgements.'),
      ...(pack.missing.length === 0
        ? []
        : [
            paragraph(
              `Published by now, but not imported for this school: ${pack.missing.map(({ release, year }) => `${release.title} ${yearName(year)}`).join('; ')}.`,
            ),
          ]),
      ...pack.sections.flatMap(sectionBlocks),
      ...inspectionBlocks(pack),
      paragraph('Contains public sector information licensed under the Open Government Licence v3.0.'),
    ],
  };
}
