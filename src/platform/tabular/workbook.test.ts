import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable, type TableOptions } from './index.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="YYYY-MM-DD HH:MM:SS"/><numFmt numFmtId="165" formatCode="[Red]0&quot;d&quot;"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

interface Parts {
  readonly sheets: readonly string[];
  readonly shared?: string;
  readonly from1904?: boolean;
  readonly extra?: Zippable;
}

function workbook({ sheets, shared = '', from1904 = false, extra = {} }: Parts): Uint8Array {
  const list = sheets
    .map((_, at) => `<sheet name="Sheet ${at + 1}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('');
  const links = sheets
    .map((_, at) => `<Relationship Id="rId${at + 1}" Type="http://x/worksheet" Target="worksheets/s${at + 1}.xml"/>`)
    .join('');
  const files: Record<string, Uint8Array> = {
    'xl/workbook.xml': strToU8(
      `${HEAD}<workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${list}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`${HEAD}<Relationships>${links}</Relationships>`),
    'xl/styles.xml': strToU8(HEAD + STYLES),
    'xl/sharedStrings.xml': strToU8(`${HEAD}<sst>${shared}</sst>`),
  };
  for (const [at, rows] of sheets.entries())
    files[`xl/worksheets/s${at + 1}.xml`] = strToU8(`${HEAD}<worksheet><sheetData>${rows}</sheetData></worksheet>`);
  return zipSync({ ...files, ...extra });
}

async function read(bytes: Uint8Array, options?: TableOptions) {
  const result = await readTable(bytes, options);
  if (!result.ok)
    return {
      problem: result.problem.message,
      rows: [],
      names: [] as readonly string[],
      sheet: '',
      lines: [] as number[],
      problems: [],
    };
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  for await (const row of result.table.rows()) {
    rows.push(row.cells);
    lines.push(row.line);
  }
  return {
    problem: '',
    rows,
    lines,
    names: result.table.header.names,
    sheet: result.table.detail,
    problems: result.table.problems.list,
  };
}

describe('an Excel workbook', () => {
  it('gives shared, inline and formula texts, numbers, percentages, dates and truths as they look', async () => {
    const cells = `<row r="1"><c t="s" r="A1"><v>0</v></c><c r="B1" t="inlineStr"><is><t>B &amp; c</t></is></c><c r="C1" t="str"><f>X</f><v>C</v></c><c r="D1" t="s"><v>1</v></c><c r="E1" t="str"><v>E</v></c><c r="F1" t="str"><v>F</v></c></row>
      <row r="3"><c r="A3"><v>12.50</v></c><c r="B3" s="2"><v>0.61</v></c><c r="C3" s="1"><v>44620</v></c><c r="D3" s="3"><v>44620.5</v></c><c r="F3" t="b"><v>1</v></c></row>
      <row r="4"><c r="A4" s="4"><v>7</v></c><c r="F4" t="e"><v>#N/A</v></c></row>`;
    const shared = '<si><r><t>A </t></r><r><t>one</t></r><rPh><t>no</t></rPh></si><si><t>line_x000A_end</t></si>';
    const { names, rows, lines } = await read(workbook({ sheets: [cells], shared }));
    expect(names).toEqual(['A one', 'B & c', 'C', 'line end', 'E', 'F']);
    expect(rows).toEqual([
      ['12.50', '61%', '2022-02-28', '2022-02-28 12:00:00', '', 'TRUE'],
      ['7', '', '', '', '', '#N/A'],
    ]);
    expect(lines).toEqual([3, 4]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const cells = '<row><c t="str"><v>d</v></c></row><row><c s="1"><v>1</v></c></row>';
    expect((await read(workbook({ sheets: [cells], from1904: true }))).rows).toEqual([['1904-01-02']]);
  });

  it('opens the sheet that has the header, else the first', async () => {
    const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`;
    const book = workbook({ sheets: [row('Notes') + row('x'), row('Title') + row('URN') + row('1')] });
    const found = await read(book, { isHeader: (names) => names.includes('URN') });
    expect([found.sheet, found.rows]).toEqual(['Sheet 2', [['1']]]);
    const first = await read(book, { isHeader: () => false });
    expect([first.sheet, first.names]).toEqual(['Sheet 1', ['Notes']]);
  });

  it('refuses a document type, an unknown entity and broken XML', async () => {
    const bomb = strToU8(
      '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>',
    );
    expect((await read(workbook({ sheets: [''], extra: { 'xl/worksheets/s1.xml': bomb } }))).problem).toContain(
      'document type',
    );
    expect((await read(workbook({ sheets: ['<row><c t="str"><v>&nope;</v></c></row>'] }))).problem).toContain(
      'damaged',
    );
    expect((await read(workbook({ sheets: ['<row><c>'] }))).problem).toContain('damaged');
  });

  it('stops a zip bomb by what is unpacked, not by what it claims', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024).fill(32);
    const book = workbook({ sheets: ['<row/>'], extra: { 'xl/worksheets/s1.xml': zeros } });
    expect(book.length).toBeLessThan(500_000);
    expect((await read(book)).problem).toContain('far more');
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`x/${at}`, new Uint8Array(0)]));
    expect((await read(workbook({ sheets: ['<row/>'], extra: many }))).problem).toContain('far more');
  });

  it('says what a zip without a workbook is', async () => {
    expect((await read(zipSync({ 'a.csv': strToU8('a') }))).problem).toContain('zip file');
    expect((await read(zipSync({ 'content.xml': strToU8('a') }))).problem).toContain('OpenDocument');
  });

  it('notes damage that lies further down, after the rows before it', async () => {
    const rows = `<row><c t="str"><v>URN</v></c></row>${'<row><c><v>1</v></c></row>'.repeat(20_000)}`;
    const sheet = strToU8(`<worksheet><sheetData>${rows}<oops`);
    const { rows: good, problems } = await read(workbook({ sheets: [''], extra: { 'xl/worksheets/s1.xml': sheet } }));
    expect(good.length).toBeGreaterThan(10_000);
    expect(problems).toMatchObject([{ severity: 'file' }]);
  });
});
