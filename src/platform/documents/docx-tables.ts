import { BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import type { Fact } from './document-tree.ts';
import { runs } from './docx-inlines.ts';
import { type DocxWriting, MM, type Place } from './docx-writing.ts';
import { PLAIN, TONES } from './palette.ts';
import type { PreparedJudgements, PreparedTable } from './prepared-tree.ts';

interface Frame {
  readonly style: 'DataTable' | 'GradeTable' | 'FactTable' | 'CalloutTable';
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  readonly firstRow: boolean;
  readonly firstColumn: boolean;
}

/** A table of fixed column widths, which Word and LibreOffice lay out alike. Its alternative text must have been noted before its cells are made. */
export const framed = ({ style, widths, rows, firstRow, firstColumn }: Frame): Table =>
  new Table({
    style,
    rows,
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    tableLook: { firstRow, firstColumn, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
  });

/** Splits a width by shares into whole twentieths of a point. */
const split = (width: number, shares: readonly number[]): readonly number[] =>
  shares.map((share) => Math.round(width * share));

const dxa = (size: number | undefined) => ({ size: size ?? 0, type: WidthType.DXA });
const words = (style: string, text: string) => new Paragraph({ style, text });

/** Word needs a paragraph between a table and what follows; this one is a thin space. */
export const afterTable = (options: { readonly pageBreakBefore?: boolean } = {}) =>
  new Paragraph({ style: 'AfterTable', ...options });

/** A data table with its caption above and its note below. */
export function dataTable(it: PreparedTable, place: Place, writing: DocxWriting): readonly (Paragraph | Table)[] {
  writing.tableTexts.push(it.caption || it.columns.map(({ header }) => header).join(', '));
  const widths = split(
    place.width,
    it.columns.map(({ width }) => width),
  );
  const styleOf = (at: number) => (it.columns[at]?.align === 'number' ? 'TableNumber' : 'TableText');
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: it.columns.map(
      (column, at) =>
        new TableCell({
          width: dxa(widths[at]),
          verticalAlign: VerticalAlign.BOTTOM,
          children: [new Paragraph({ style: styleOf(at), keepNext: true, text: column.header })],
        }),
    ),
  });
  const rows = it.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        ...(it.roomy ? { height: { value: Math.round(13 * MM), rule: 'atLeast' } } : {}),
        children: row.map(
          (cell, at) =>
            new TableCell({
              width: dxa(widths[at]),
              ...(it.roomy ? { verticalAlign: VerticalAlign.CENTER } : {}),
              children: [new Paragraph({ style: styleOf(at), children: [...runs(cell)] })],
            }),
        ),
      }),
  );
  const frame = framed({
    style: 'DataTable',
    widths,
    rows: [header, ...rows],
    firstRow: true,
    firstColumn: it.headerColumn,
  });
  return [
    ...(it.caption === '' ? [] : [words('Caption', it.caption)]),
    frame,
    it.note === '' ? afterTable() : words('TableNote', it.note),
  ];
}

/** Label and value pairs in two columns without lines. */
export function factTable(facts: readonly Fact[], place: Place, writing: DocxWriting): readonly (Paragraph | Table)[] {
  if (facts.length === 0) return [];
  writing.tableTexts.push('Details: each row has a label and its value');
  const widths = split(place.width, [0.38, 0.62]);
  const cell = (style: string, text: string, at: number) =>
    new TableCell({ width: dxa(widths[at]), children: [words(style, text)] });
  const rows = facts.map(
    (fact) =>
      new TableRow({ cantSplit: true, children: [cell('FactLabel', fact.label, 0), cell('FactValue', fact.value, 1)] }),
  );
  return [framed({ style: 'FactTable', widths, rows, firstRow: false, firstColumn: false }), afterTable()];
}

/** The grade box. The colour of a grade only supports its words. */
export function gradeTable(it: PreparedJudgements, place: Place, writing: DocxWriting): readonly (Paragraph | Table)[] {
  writing.tableTexts.push('Judgements and their grades');
  const widths = split(place.width, it.hasPrevious ? [0.39, 0.32, 0.29] : [0.6, 0.4]);
  const headings = ['Judgement', 'Grade', ...(it.hasPrevious ? ['Previous grade'] : [])];
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: headings.map(
      (text, at) =>
        new TableCell({
          width: dxa(widths[at]),
          children: [new Paragraph({ style: 'TableText', keepNext: true, text })],
        }),
    ),
  });
  const rows = it.lines.map((line) => {
    const tone = line.tone === 0 ? PLAIN : TONES[line.tone];
    const bar = { style: BorderStyle.SINGLE, size: 24, color: tone.ink };
    const middle = { verticalAlign: VerticalAlign.CENTER };
    const cells = [
      new TableCell({ ...middle, width: dxa(widths[0]), children: [words('GradeTitle', line.title)] }),
      new TableCell({
        ...middle,
        width: dxa(widths[1]),
        shading: { type: 'clear', color: 'auto', fill: tone.wash },
        borders: { left: bar },
        children: [words(`Grade${line.tone}`, line.grade)],
      }),
    ];
    const previous = new TableCell({
      ...middle,
      width: dxa(widths[2]),
      children: [words('PreviousGrade', line.previous)],
    });
    return new TableRow({ cantSplit: true, children: it.hasPrevious ? [...cells, previous] : cells });
  });
  return [
    framed({ style: 'GradeTable', widths, rows: [header, ...rows], firstRow: true, firstColumn: false }),
    afterTable(),
  ];
}
