import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { DocumentTree } from './document-tree.ts';
import { docxBlocks } from './docx-blocks.ts';
import { coreProperties, finishDocx } from './docx-package.ts';
import { DOCX_FONT_TABLE, DOCX_STYLES } from './docx-styles.ts';
import { factTable } from './docx-tables.ts';
import { type DocxWriting, docxWriting, PAGE, type Place, TEXT_WIDTH } from './docx-writing.ts';
import { prepareTree } from './prepare-tree.ts';
import type { PreparedTree } from './prepared-tree.ts';

/**
 * The document as a Word file on A4, in named styles, with headings that Word knows as headings. The same tree gives the same bytes with the same
 * version of the `docx` library; after an upgrade it may not, so the stored bytes of a frozen document are the truth, not a second rendering.
 */
export async function renderDocx(tree: DocumentTree): Promise<Uint8Array> {
  const prepared = prepareTree(tree);
  const writing = docxWriting();
  const place: Place = { width: TEXT_WIDTH, listDepth: 0, style: 'Normal' };
  const children = [...cover(prepared, place, writing), ...docxBlocks(prepared.blocks, place, writing)];
  const document = new Document({
    title: prepared.title,
    externalStyles: DOCX_STYLES,
    compatibility: { version: 15 },
    numbering: { config: [{ reference: 'bullets', levels: bulletLevels }, ...writing.listStarts.map(numberLevels)] },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom, header: 720, footer: 680 },
          },
        },
        headers: { default: header(prepared), first: new Header({ children: [new Paragraph({})] }) },
        footers: { default: footer(prepared), first: footer(prepared) },
        children,
      },
    ],
  });
  const bytes = await Packer.pack(document, 'uint8array', undefined, [
    { path: 'docProps/core.xml', data: coreProperties(prepared, tree.date) },
    { path: 'word/fontTable.xml', data: DOCX_FONT_TABLE },
  ]);
  return finishDocx(bytes, writing.tableTexts);
}

function cover(tree: PreparedTree, place: Place, writing: DocxWriting) {
  const line = (style: string, text: string) => (text === '' ? [] : [new Paragraph({ style, text })]);
  return [
    ...line('CoverOrganisation', tree.organisation),
    ...line('Title', tree.title),
    ...line('Subtitle', tree.subtitle),
    new Paragraph({ style: 'CoverRule' }),
    ...factTable(tree.details, place, writing),
    ...line('Classification', tree.classification),
  ];
}

const header = ({ running }: PreparedTree) =>
  new Header({
    children: [
      new Paragraph({
        style: 'Header',
        children: [new TextRun({ children: [running.organisation, '\t', running.title] })],
      }),
    ],
  });

const footer = ({ running }: PreparedTree) => {
  const page = new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] });
  return new Footer({ children: [new Paragraph({ style: 'Footer', children: [new TextRun(running.foot), page] })] });
};

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const paragraphOf = (level: number) => ({ paragraph: { indent: { left: 400 * (level + 1), hanging: 300 } } });

const bulletLevels: readonly ILevelsOptions[] = LEVELS.map((level) => ({
  level,
  format: LevelFormat.BULLET,
  text: level % 2 === 0 ? '•' : '–',
  alignment: AlignmentType.LEFT,
  style: paragraphOf(level),
}));

const numberLevels = (start: number, index: number) => ({
  reference: `numbers-${index + 1}`,
  levels: LEVELS.map((level) => ({
    level,
    start,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    alignment: AlignmentType.LEFT,
    style: paragraphOf(level),
  })),
});
