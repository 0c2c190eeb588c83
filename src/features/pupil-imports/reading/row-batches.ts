import { csvBatches, decodeText, type RawRow } from '#platform/tabular/index.ts';

export type FileForm = { delimiter: string; headerLine: number };

async function* withoutNuls(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const piece of text) yield piece.includes('\0') ? piece.replaceAll('\0', '') : piece;
}

/** The rows below the header, many at a time; blank ones are left out. Throws `Unreadable` where the file cannot be read on. */
export async function* rowsBelowHeader(
  pieces: AsyncIterable<Uint8Array>,
  form: FileForm,
): AsyncGenerator<readonly RawRow[], void, undefined> {
  const all = pieces[Symbol.asyncIterator]();
  const first = await all.next();
  if (first.done) return;
  const from = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => all };
  };
  const { text } = decodeText(first.value, from());
  for await (const rows of csvBatches(withoutNuls(text()), form.delimiter)) {
    const [start] = rows;
    yield start && start.line <= form.headerLine ? rows.filter(({ line }) => line > form.headerLine) : rows;
  }
}
