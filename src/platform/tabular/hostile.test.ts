import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readTable } from './index.ts';

async function outcome(bytes: Uint8Array): Promise<'problem' | 'rows'> {
  const result = await readTable(bytes);
  if (!result.ok) {
    expect(result.problem.message.length).toBeGreaterThan(10);
    return 'problem';
  }
  const width = result.table.header.names.length;
  let line = 0;
  for await (const row of result.table.rows()) {
    expect(row.cells).toHaveLength(width);
    expect(row.line).toBeGreaterThan(line);
    line = row.line;
  }
  return 'rows';
}

const outcomes = expect.toSatisfy((value) => value === 'problem' || value === 'rows');

it('never crashes nor hangs on any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), async (bytes) => {
      expect(await outcome(bytes)).toEqual(outcomes);
    }),
    { numRuns: 400 },
  );
});

it('never crashes on any text with quotes, separators and line ends', async () => {
  const piece = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    'a',
    '1',
    '=',
    'é',
    ' ',
    '\uFEFF',
    'URN',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 200 }), async (pieces) => {
      expect(await outcome(Buffer.from(pieces.join('')))).toEqual(outcomes);
    }),
    { numRuns: 400 },
  );
});

it('never crashes on a workbook with any bytes changed', async () => {
  const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>44620</v></c></row>';
  const good = zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="a" Type="/worksheet" Target="s.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
    'xl/sharedStrings.xml': strToU8('<sst><si><t>URN</t></si></sst>'),
    'xl/s.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
  expect(await outcome(good)).toBe('rows');
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(good.length), async (changes, cut) => {
      const bytes = good.slice(0, changes.length === 0 ? cut : good.length);
      for (const [at, value] of changes) bytes[at] = value;
      expect(await outcome(bytes)).toEqual(outcomes);
    }),
    { numRuns: 600 },
  );
});
