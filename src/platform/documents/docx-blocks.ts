import {
  Bookmark,
  BorderStyle,
  type IParagraphOptions,
  Paragraph,
  type Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { runs } from './docx-inlines.ts';
import { afterTable, dataTable, factTable, framed, gradeTable } from './docx-tables.ts';
import { bookmarkName, type DocxWriting, type Place } from './docx-writing.ts';
import { CALLOUTS } from './palette.ts';
import type { EvidenceEntry, PreparedBlock, PreparedCallout, PreparedList } from './prepared-tree.ts';

type Part = Paragraph | Table;

/** Blocks that end with a thin space. */
const SPACED: ReadonlySet<string> = new Set(['table', 'key-facts', 'judgements', 'callout']);

/** Blocks as Word paragraphs and tables, in order. */
export function docxBlocks(blocks: readonly PreparedBlock[], place: Place, writing: DocxWriting): readonly Part[] {
  let breakBefore = false;
  let afterSpace = false;
  return blocks.flatMap((it): readonly Part[] => {
    if (it.kind === 'page-break') {
      breakBefore = true;
      return [];
    }
    const opening: IParagraphOptions = breakBefore ? { pageBreakBefore: true } : {};
    const spacer = breakBefore && it.kind !== 'heading' && it.kind !== 'paragraph';
    const space = it.kind === 'callout' && !afterSpace && !spacer ? [afterTable()] : [];
    afterSpace = SPACED.has(it.kind);
    breakBefore = false;
    return [...(spacer ? [afterTable({ pageBreakBefore: true })] : space), ...docxBlock(it, place, writing, opening)];
  });
}

function docxBlock(it: PreparedBlock, place: Place, writing: DocxWriting, opening: IParagraphOptions): readonly Part[] {
  switch (it.kind) {
    case 'heading': {
      const marked = new Bookmark({ id: bookmarkName(it.id), children: [new TextRun(it.text)] });
      return [new Paragraph({ ...opening, style: `Heading${it.level}`, children: [marked] })];
    }
    case 'paragraph':
      return [new Paragraph({ ...opening, ...paragraphPlace(place), children: [...runs(it.content)] })];
    case 'list':
      return list(it, place, writing);
    case 'table':
      return dataTable(it, place, writing);
    case 'key-facts':
      return factTable(it.facts, place, writing);
    case 'judgements':
      return gradeTable(it, place, writing);
    case 'callout':
      return callout(it, place, writing);
    case 'quote': {
      const source = it.source === '' ? [] : [new Paragraph({ style: 'QuoteSource', text: `— ${it.source}` })];
      return [...docxBlocks(it.blocks, { ...place, style: 'Quote' }, writing), ...source];
    }
    case 'evidence':
      return evidence(it.entries);
    case 'page-break':
      return [];
  }
}

/** The further paragraphs of a list item stand under its words. */
const paragraphPlace = ({ style, listDepth }: Place): IParagraphOptions =>
  style === 'ListParagraph' ? { style, indent: { left: 400 * listDepth } } : { style };

/** Word has nine levels of list. */
const LAST_LEVEL = 8;

function list(it: PreparedList, place: Place, writing: DocxWriting): readonly Part[] {
  const instance = it.ordered ? writing.listStarts.push(it.start) : 0;
  const level = Math.min(place.listDepth, LAST_LEVEL);
  const within: Place = { ...place, style: 'ListParagraph', listDepth: place.listDepth + 1 };
  return it.items.flatMap((blocks): readonly Part[] => {
    const [first, ...rest] = blocks;
    const words = first?.kind === 'paragraph' ? first.content : [];
    const others = first?.kind === 'paragraph' ? rest : blocks;
    const numbering = { reference: it.ordered ? `numbers-${instance}` : 'bullets', level };
    return [
      new Paragraph({ style: 'ListParagraph', numbering, children: [...runs(words)] }),
      ...docxBlocks(others, within, writing),
    ];
  });
}

/** Callouts of so few blocks stay on one page. */
const UNSPLIT = 4;

/** A table of one cell: it holds lists and tables, and keeps its bar and wash across them. */
function callout(it: PreparedCallout, place: Place, writing: DocxWriting): readonly Part[] {
  writing.tableTexts.push(`${it.tone === 'warning' ? 'Warning' : 'Note'}: ${it.title}`);
  const tone = CALLOUTS[it.tone];
  const inside: Place = { width: Math.max(2000, place.width - 480), listDepth: 0, style: 'Normal' };
  const cell = new TableCell({
    width: { size: place.width, type: WidthType.DXA },
    shading: { type: 'clear', color: 'auto', fill: tone.wash },
    borders: { left: { style: BorderStyle.SINGLE, size: 24, color: tone.ink } },
    children: [
      new Paragraph({ style: it.tone === 'warning' ? 'WarningTitle' : 'CalloutTitle', text: it.title }),
      ...docxBlocks(it.blocks, inside, writing),
    ],
  });
  const rows = [new TableRow({ cantSplit: it.blocks.length <= UNSPLIT, children: [cell] })];
  return [
    framed({ style: 'CalloutTable', widths: [place.width], rows, firstRow: false, firstColumn: false }),
    afterTable(),
  ];
}

function evidence(entries: readonly EvidenceEntry[]): readonly Part[] {
  const line = (entry: EvidenceEntry) => {
    const number = new TextRun(`[${entry.number}]`);
    const marked = entry.id === '' ? number : new Bookmark({ id: bookmarkName(entry.id), children: [number] });
    return new Paragraph({ style: 'EvidenceEntry', children: [marked, new TextRun({ children: ['\t', entry.text] })] });
  };
  return [new Paragraph({ style: 'EvidenceTitle', text: 'Evidence' }), ...entries.map(line)];
}
