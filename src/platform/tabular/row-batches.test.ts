import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { csvBatches } from './row-batches.ts';
import { isUnreadable, type RawRow } from './types.ts';

async function* pieces(texts: readonly string[]) {
  yield* texts;
}

async function inBatches(texts: readonly string[], delimiter = ','): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of csvBatches(pieces(texts), delimiter)) rows.push(...batch);
  return rows;
}

async function oneByOne(text: string, delimiter = ','): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of csvRows(pieces([text]), delimiter)) rows.push(row);
  return rows;
}

const cell = fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', '=', '+', '-', 'é', '\t', ';', "'"), maxLength: 6 });
const quoted = fc
  .string({ unit: fc.constantFrom('a', ',', '\n', '""', ' ', 'é'), maxLength: 6 })
  .map((text) => `"${text}"`);
const row = (mayQuote: boolean) =>
  fc.array(mayQuote ? fc.oneof({ weight: 6, arbitrary: cell }, { weight: 1, arbitrary: quoted }) : cell, {
    minLength: 1,
    maxLength: 5,
  });

test.each([false, true])(
  'rows are the same as one by one, however the text is cut (with quotes: %s)',
  async (mayQuote) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row(mayQuote), { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }),
        async (rows, lineEnd, ended, cuts) => {
          const text = rows.map((cells) => cells.join(',')).join(lineEnd) + (ended ? lineEnd : '');
          const texts: string[] = [];
          for (let at = 0, n = 0; at < text.length; n += 1) {
            const size = cuts[n % cuts.length] ?? 1;
            texts.push(text.slice(at, at + size));
            at += size;
          }
          expect(await inBatches(texts)).toEqual(await oneByOne(text));
        },
      ),
      { numRuns: 300 },
    );
  },
);

test('lines are numbered as a text editor shows them, blank ones too', async () => {
  expect(await inBatches(['a,b\r', '\n\r\n\r\n1,2\r\n', '"x\ny",3\r\n4,5'])).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 4, cells: ['1', '2'] },
    { line: 5, cells: ['x\ny', '3'] },
    { line: 7, cells: ['4', '5'] },
  ]);
});

test('a quotation mark that is never closed ends the reading at its row, after the good ones', async () => {
  const rows: RawRow[] = [];
  const reading = async () => {
    for await (const batch of csvBatches(pieces(['a,b\n1,2\n', '3,4\n5,"6\n7,8\n']), ',')) rows.push(...batch);
  };
  const error = await reading().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isUnreadable(error) && error.unreadable).toMatchObject({ severity: 'file', line: 4 });
  expect(rows.map(({ cells }) => cells[0])).toEqual(['a', '1', '3']);
});

test('a row of three million characters is refused, with quotes or without, and not held for ever', async () => {
  const long = 'x'.repeat(1_000_000);
  for (const start of ['', '"']) {
    const error = await inBatches(['a,b\n', start, long, long, long, '\n1,2\n']).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(isUnreadable(error)).toBe(true);
  }
});
