import { ACCENT, CALLOUTS, INK, LINK, MUTED, PLAIN, RULE, TONES, WASH } from './palette.ts';

/** Sizes are half points and distances twentieths of a point, as Word counts. */
const FONT = 'Source Sans 3';

interface ParagraphStyle {
  readonly id: string;
  readonly name: string;
  readonly basedOn?: string;
  readonly next?: string;
  readonly paragraph?: string;
  readonly run?: string;
  readonly quick?: boolean;
}

const spacing = (before: number, after: number, line = 0) =>
  `<w:spacing w:before="${before}" w:after="${after}"${line === 0 ? '' : ` w:line="${line}" w:lineRule="auto"`}/>`;
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const colour = (hex: string) => `<w:color w:val="${hex}"/>`;
const BOLD = '<w:b/><w:bCs/>';
const edge = (side: string, eighths: number, hex: string, space = 0) =>
  `<w:${side} w:val="single" w:sz="${eighths}" w:space="${space}" w:color="${hex}"/>`;

const heading = (level: number, before: number, after: number, halfPoints: number, hex: string): ParagraphStyle => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  next: 'Normal',
  paragraph: `<w:keepNext/><w:keepLines/>${spacing(before, after, 240)}<w:outlineLvl w:val="${level - 1}"/>`,
  run: `${BOLD}${colour(hex)}${size(halfPoints)}`,
  quick: true,
});

const PARAGRAPHS: readonly ParagraphStyle[] = [
  {
    id: 'Title',
    name: 'Title',
    next: 'Subtitle',
    paragraph: `<w:keepNext/>${spacing(0, 60, 240)}`,
    run: `${BOLD}${colour(ACCENT)}${size(54)}`,
    quick: true,
  },
  { id: 'Subtitle', name: 'Subtitle', paragraph: `${spacing(60, 280, 240)}`, run: size(34), quick: true },
  {
    id: 'CoverOrganisation',
    name: 'Cover Organisation',
    paragraph: spacing(0, 320),
    run: `${BOLD}${colour(MUTED)}${size(22)}`,
  },
  {
    id: 'CoverRule',
    name: 'Cover Rule',
    paragraph: `<w:pBdr>${edge('bottom', 12, ACCENT)}</w:pBdr>${spacing(0, 200, 60)}`,
    run: size(4),
  },
  {
    id: 'Classification',
    name: 'Classification',
    paragraph: `<w:pBdr>${['top', 'left', 'bottom', 'right'].map((side) => edge(side, 4, WASH, 6)).join('')}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="${WASH}"/>${spacing(280, 160, 240)}<w:ind w:left="140" w:right="140"/>`,
    run: `${BOLD}${colour(ACCENT)}${size(20)}`,
  },
  heading(1, 480, 140, 34, ACCENT),
  heading(2, 360, 120, 26, ACCENT),
  heading(3, 280, 100, 22, INK),
  { id: 'ListParagraph', name: 'List Paragraph', paragraph: spacing(0, 70), quick: true },
  {
    id: 'Quote',
    name: 'Quote',
    paragraph: `<w:pBdr>${edge('left', 12, RULE, 12)}</w:pBdr>${spacing(60, 60)}<w:ind w:left="340"/>`,
    run: '<w:i/><w:iCs/>',
    quick: true,
  },
  {
    id: 'QuoteSource',
    name: 'Quote Source',
    basedOn: 'Quote',
    paragraph: spacing(0, 160),
    run: `<w:i w:val="0"/><w:iCs w:val="0"/>${colour(MUTED)}${size(18)}`,
  },
  {
    id: 'Caption',
    name: 'caption',
    paragraph: `<w:keepNext/>${spacing(240, 100)}`,
    run: `${BOLD}${size(20)}`,
    quick: true,
  },
  { id: 'TableText', name: 'Table Text', paragraph: spacing(0, 0, 240), run: size(19) },
  { id: 'TableNumber', name: 'Table Number', basedOn: 'TableText', paragraph: '<w:jc w:val="right"/>' },
  { id: 'TableNote', name: 'Table Note', paragraph: spacing(80, 240), run: `${colour(MUTED)}${size(17)}` },
  { id: 'FactLabel', name: 'Fact Label', basedOn: 'TableText', run: `${colour(MUTED)}${size(21)}` },
  { id: 'FactValue', name: 'Fact Value', basedOn: 'TableText', run: size(21) },
  { id: 'GradeTitle', name: 'Grade Title', basedOn: 'TableText', run: `${BOLD}${size(21)}` },
  ...[PLAIN, TONES[1], TONES[2], TONES[3], TONES[4]].map((tone, at) => ({
    id: `Grade${at}`,
    name: `Grade ${at}`,
    basedOn: 'GradeTitle',
    run: colour(tone.ink),
  })),
  { id: 'PreviousGrade', name: 'Previous Grade', basedOn: 'TableText', run: `${colour(MUTED)}${size(21)}` },
  {
    id: 'CalloutTitle',
    name: 'Callout Title',
    paragraph: spacing(0, 80),
    run: `${BOLD}${colour(CALLOUTS.info.ink)}`,
  },
  { id: 'WarningTitle', name: 'Warning Title', basedOn: 'CalloutTitle', run: colour(CALLOUTS.warning.ink) },
  {
    id: 'EvidenceTitle',
    name: 'Evidence Title',
    next: 'EvidenceEntry',
    paragraph: `<w:keepNext/>${spacing(320, 80)}`,
    run: `${BOLD}${colour(ACCENT)}`,
  },
  {
    id: 'EvidenceEntry',
    name: 'Evidence Entry',
    paragraph: `<w:tabs><w:tab w:val="left" w:pos="510"/></w:tabs>${spacing(0, 60)}<w:ind w:left="510" w:hanging="510"/>`,
    run: size(19),
  },
  { id: 'AfterTable', name: 'After Table', paragraph: spacing(0, 0, 240), run: size(16) },
  {
    id: 'Header',
    name: 'header',
    paragraph: `<w:pBdr>${edge('bottom', 4, RULE, 4)}</w:pBdr><w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>${spacing(0, 0)}`,
    run: `${colour(MUTED)}${size(17)}`,
  },
  {
    id: 'Footer',
    name: 'footer',
    paragraph: `<w:pBdr>${edge('top', 4, RULE, 4)}</w:pBdr><w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>${spacing(0, 0)}`,
    run: `${colour(MUTED)}${size(17)}`,
  },
];

const paragraphStyle = (it: ParagraphStyle) =>
  `<w:style w:type="paragraph" w:styleId="${it.id}"${/^(Title|Subtitle|Heading\d|ListParagraph|Quote|Caption|Header|Footer)$/u.test(it.id) ? '' : ' w:customStyle="1"'}>` +
  `<w:name w:val="${it.name}"/><w:basedOn w:val="${it.basedOn ?? 'Normal'}"/><w:next w:val="${it.next ?? it.id}"/>` +
  `${it.quick ? '<w:qFormat/>' : ''}<w:pPr>${it.paragraph ?? ''}</w:pPr><w:rPr>${it.run ?? ''}</w:rPr></w:style>`;

const characterStyle = (id: string, name: string, run: string) =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>${run}</w:rPr></w:style>`;

const CHARACTERS = [
  characterStyle('Strong', 'Strong', BOLD),
  characterStyle('Emphasis', 'Emphasis', '<w:i/><w:iCs/>'),
  characterStyle('Hyperlink', 'Hyperlink', `${colour(LINK)}<w:u w:val="single"/>`),
  characterStyle('Code', 'Code', '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="19"/>'),
  characterStyle('EvidenceNumber', 'Evidence Number', `${colour(LINK)}<w:vertAlign w:val="superscript"/>`),
];

const margins = (top: number, side: number) =>
  `<w:tblCellMar><w:top w:w="${top}" w:type="dxa"/><w:left w:w="${side}" w:type="dxa"/><w:bottom w:w="${top}" w:type="dxa"/><w:right w:w="${side}" w:type="dxa"/></w:tblCellMar>`;

const tableStyle = (id: string, name: string, properties: string, conditional = '') =>
  `<w:style w:type="table" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="TableNormal"/>` +
  `<w:tblPr>${properties}</w:tblPr>${conditional}</w:style>`;

const LINES = `<w:tblBorders>${edge('bottom', 4, RULE)}${edge('insideH', 4, RULE)}</w:tblBorders>`;
const firstRow = (run: string, shade: string) =>
  `<w:tblStylePr w:type="firstRow"><w:rPr>${run}</w:rPr><w:tcPr><w:tcBorders>${edge('bottom', 8, ACCENT)}</w:tcBorders>${shade}</w:tcPr></w:tblStylePr>`;
const firstColumn = `<w:tblStylePr w:type="firstCol"><w:rPr>${BOLD}</w:rPr></w:tblStylePr>`;

const TABLES = [
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
  tableStyle(
    'DataTable',
    'Data Table',
    `${LINES}${margins(85, 115)}`,
    firstRow(`${BOLD}${colour(ACCENT)}`, `<w:shd w:val="clear" w:color="auto" w:fill="${WASH}"/>`) + firstColumn,
  ),
  tableStyle('GradeTable', 'Grade Table', `${LINES}${margins(100, 140)}`, firstRow(`${BOLD}${colour(MUTED)}`, '')),
  tableStyle('FactTable', 'Fact Table', margins(45, 0)),
  tableStyle('CalloutTable', 'Callout Table', margins(170, 240)),
];

/** The whole styles part of the Word file: everything that a reader sees is a named style, so a trust can restyle a document in one go. */
export const DOCX_STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>' +
  `<w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="Arial"/>${colour(INK)}${size(21)}` +
  '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
  `<w:pPrDefault><w:pPr>${spacing(0, 140, 264)}</w:pPr></w:pPrDefault></w:docDefaults>` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  `${PARAGRAPHS.map(paragraphStyle).join('')}${CHARACTERS.join('')}${TABLES.join('')}</w:styles>`;

/** What Word shows instead where Source Sans 3 is not installed: Calibri by name, or any sans serif. */
export const DOCX_FONT_TABLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  `<w:font w:name="${FONT}"><w:altName w:val="Calibri"/><w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>` +
  '<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>';
