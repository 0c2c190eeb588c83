import { describe, expect, it } from 'vitest';
import { readTable, type TableOptions, type TableSource } from './index.ts';

async function read(source: TableSource | string, options?: TableOptions) {
  const result = await readTable(typeof source === 'string' ? new TextEncoder().encode(source) : source, options);
  if (!result.ok) return { problem: result.problem, names: [], rows: [], problems: [], encoding: '' };
  const rows = [];
  for await (const row of result.table.rows()) rows.push(row);
  const { table } = result;
  return {
    problem: undefined,
    names: table.header.names,
    rows,
    problems: table.problems.list,
    encoding: table.encoding(),
    table,
  };
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a CSV file as schools hold it', () => {
  it.each([
    ['comma', 'URN,Name\n1,A', ','],
    ['semicolon', 'URN;Name\n1;A', ';'],
    ['tab', 'URN\tName\n1\tA', '\t'],
    ['a comma inside a quoted name', '"URN, the";"Name"\n1;A', ';'],
  ])('is split at the right character: %s', async (_, text, delimiter) => {
    const { table, rows } = await read(text);
    expect(table?.detail).toBe(delimiter);
    expect(rows[0]?.cells).toEqual(['1', 'A']);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('may end its lines with %s', async (_, end) => {
    const { rows } = await read(['a,b', '1,2', '"3\n3",4', '', '5,6', ''].join(end));
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '2'],
      ['3\n3', '4'],
      ['5', '6'],
    ]);
    expect(rows.map((row) => row.line)).toEqual([2, 3, 6]);
  });

  it('reads UTF-8 with its mark, UTF-16, and windows-1252', async () => {
    const utf8 = await read('\uFEFFname,x\nSt Zoë’s,1');
    expect([utf8.names[0], utf8.rows[0]?.cells[0], utf8.encoding]).toEqual(['name', 'St Zoë’s', 'utf-8']);
    const utf16 = await read(Buffer.from('\uFEFFname,x\nSt Zoë’s,1', 'utf16le'));
    expect([utf16.names[0], utf16.rows[0]?.cells[0], utf16.encoding]).toEqual(['name', 'St Zoë’s', 'utf-16le']);
    const cp1252 = await read(Buffer.from('name,x\nSt Zo\xeb\x92s,1\n', 'latin1'));
    expect([cp1252.rows[0]?.cells[0], cp1252.encoding]).toEqual(['St Zoë’s', 'windows-1252']);
  });

  it('reads a file glued together from two encodings line by line, and says so', async () => {
    const mixed = await read(Buffer.concat([Buffer.from('name,x\nZoë,1\n'), Buffer.from('Zo\xeb,2\n', 'latin1')]));
    expect(mixed.rows.map((row) => row.cells[0])).toEqual(['Zoë', 'Zoë']);
    expect(mixed.problems[0]?.message).toContain('UTF-8');
  });

  it('reads the same however the bytes arrive', async () => {
    const bytes = Buffer.from('name,note\r\nZoë,"a\r\nb"\r\n€uro,"x ""y"""\r\n');
    const whole = await read(bytes);
    for (const size of [1, 2, 3, 7]) expect((await read(inPieces(bytes, size))).rows).toEqual(whole.rows);
    expect(whole.rows[1]?.cells).toEqual(['€uro', 'x "y"']);
  });

  it('fills short rows with blanks and leaves out long ones, saying where', async () => {
    const { rows, problems } = await read('a,b,c\n1\n1,2,3,4\n1,2,3,,\n');
    expect(rows.map((row) => [row.cells, row.present])).toEqual([
      [['1', '', ''], 1],
      [['1', '2', '3'], 3],
    ]);
    expect(problems).toMatchObject([{ line: 3, value: '4', severity: 'row' }]);
  });

  it('joins a column name that holds a line break, and knows an unnamed and a repeated one', async () => {
    const { table, names, problems } = await read(',"Average\n (out of 3)",x,X\n0,1,2,3');
    expect(names).toEqual(['', 'Average (out of 3)', 'x', 'X']);
    expect(table?.header.index.get('x')).toBe(2);
    expect(problems).toMatchObject([{ column: 'X', severity: 'note' }]);
  });

  it('takes NUL characters out and leaves out a cell of more than 32,000 characters', async () => {
    const { rows, problems } = await read(`a,b\nx\0y,${'z'.repeat(40_000)}\n`);
    expect(rows[0]?.cells).toEqual(['xy', '']);
    expect(problems.map((problem) => [problem.column, problem.severity])).toEqual([
      ['a', 'note'],
      ['b', 'cell'],
    ]);
  });

  it('keeps what a spreadsheet would run as a formula as the text it is', async () => {
    const { rows } = await read('a,b,c,d\n=1+1,+2,-3,@SUM(A1)\n');
    expect(rows[0]?.cells).toEqual(['=1+1', '+2', '-3', '@SUM(A1)']);
  });

  it('says on which line a quotation mark is never closed', async () => {
    const { rows, problems } = await read('a,b\n1,2\n"3,4\n5,6\n');
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 3, severity: 'file' }]);
  });

  it('keeps the rows before a row that is far too long', async () => {
    const { rows, problems } = await read(`a,b\n1,2\n3,${'x'.repeat(2_100_000)}\n5,6\n`);
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 3, severity: 'file' }]);
  });

  it('finds the header below titles when told what a header looks like', async () => {
    const text = 'Statistics 2024\n\n"URN","Name"\n1,A\n';
    const { names, rows } = await read(text, { isHeader: (cells) => cells.includes('URN') });
    expect([names, rows[0]?.line]).toEqual([['URN', 'Name'], 4]);
  });
});

describe('a file that is no table', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['only blank lines', '\n\n\n', 'no rows'],
    ['a web page', '\n<!DOCTYPE html><html>', 'sign-in'],
    ['a picture', '\x89PNG\r\n', 'picture'],
    ['an old workbook', '\xd0\xcf\x11\xe0', '.xlsx'],
    ['JSON', '[{"a":1}]', 'JSON'],
    ['a PDF', '%PDF-1.7', 'PDF'],
    ['a zip that is cut off', 'PK\x03\x04abc', 'damaged'],
    ['machine code', `MZ${'\0'.repeat(50)}`, 'not a text file'],
  ])('is refused with what to do: %s', async (_, text, word) => {
    const { problem } = await read(Buffer.from(text, 'latin1'));
    expect(problem?.severity).toBe('file');
    expect(problem?.message).toContain(word);
  });

  it('says so when there is only a header', async () => {
    const { problems } = await read('URN,Name\n');
    expect(problems).toMatchObject([{ line: 1, severity: 'file' }]);
  });
});

describe('a source that is let go of', () => {
  it('is closed when the table is closed, and when the file is refused', async () => {
    let closed = 0;
    const source = async function* (text: string) {
      try {
        for (;;) yield Buffer.from(text.repeat(2000), 'latin1');
      } finally {
        closed += 1;
      }
    };
    const opened = await readTable(source('a,b\n'));
    if (opened.ok) await opened.table.close();
    await readTable(source('%PDF'));
    expect(closed).toBe(2);
  });
});
