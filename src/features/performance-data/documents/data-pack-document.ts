import { shortDate } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  type DocumentTree,
  heading,
  paragraph,
  strong,
  table,
} from '#platform/documents/index.ts';
import type { DataPack, MeasureRow, Section } from '../pack/data-pack.ts';
import { frameworkWords, gradeList, inspectionNotes, neverCompared } from '../pack/inspection-words.ts';
import { cellWords, difference, figureNotes, measureValue } from '../pack/words.ts';
import { yearName } from '../years.ts';

const kinds = { concern: 'Ask about', strength: 'Strong', care: 'Take care' };

function measureTable(title: string, rows: readonly MeasureRow[], years: readonly number[]): Block {
  const comparator = ({ measure, cells }: MeasureRow, of: 'national' | 'la') => {
    const found = cells.at(-1)?.[of];
    return found ? measureValue(measure, found.value) : '—';
  };
  const newest = yearName(years.at(-1) ?? 0);
  return table({
    caption: title,
    headerColumn: true,
    columns: [
      { header: 'Measure', align: 'text', width: 0.34 },
      ...years.map((year) => ({ header: yearName(year), align: 'number' as const })),
      { header: `National ${newest}`, align: 'number' },
      { header: `Local ${newest}`, align: 'number' },
    ],
    rows: rows.map((row) => [
      row.measure.title,
      ...row.cells.map((cell) => cellWords(row.measure, cell)),
      comparator(row, 'national'),
      comparator(row, 'la'),
    ]),
  });
}

/** Status, interval, cohort and whose figure it is, for each year of each headline; and why a year has none. */
function notesOf(rows: readonly MeasureRow[]): string[] {
  return rows.flatMap(({ measure, cells, gap }) => [
    ...cells.flatMap((cell) => {
      const notes = cell.figure ? figureNotes(measure, cell.figure) : [];
      if (cell.notPublished && cell.figure?.value == null)
        return [`${measure.title}, ${yearName(cell.year)}: ${cell.notPublished}`];
      return notes.length > 0 ? [`${measure.title}, ${yearName(cell.year)}: ${notes.join('; ')}.`] : [];
    }),
    ...(gap?.withinSchool == null
      ? []
      : [
          `${measure.title}, ${yearName(gap.year)}: disadvantaged pupils ${difference(measure, gap.withinSchool)} ${gap.withinSchool < 0 ? 'behind' : 'ahead of'} others in the school.`,
        ]),
    ...(gap?.published?.value == null
      ? []
      : [
          `${measure.title}, ${yearName(gap.year)}: disadvantaged pupils ${difference(measure, gap.published.value)} ${gap.published.value < 0 ? 'behind' : 'ahead of'} other pupils nationally (as DfE publishes it).`,
        ]),
  ]);
}

function sectionBlocks(section: Section): Block[] {
  const notes = notesOf(section.headline);
  const definitions = section.headline.map(({ measure }) => `${measure.title}: ${measure.definition}`);
  return [
    heading(1, section.title),
    ...(section.headline.length > 0
      ? [measureTable(`${section.title}: headline measures`, section.headline, section.years)]
      : []),
    ...(notes.length > 0 ? [bullets(notes)] : []),
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
        { header: 'Inspected', align: 'text', width: 0.14 },
        { header: 'Under', align: 'text', width: 0.22 },
        { header: 'Grades', align: 'text' },
        { header: 'Also said', align: 'text' },
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
