import { csvRows, sniffDelimiter } from './csv-rows.ts';
import { decodeText } from './decode-text.ts';
import { fileType } from './file-type.ts';
import { findHeader } from './header.ts';
import { problemList } from './problems.ts';
import { tableRows } from './table-rows.ts';
import {
  isUnreadable,
  type RawRow,
  type Table,
  type TableOptions,
  type TableResult,
  type TableSource,
  unreadable,
} from './types.ts';
import { openWorkbook } from './workbook.ts';

const HEAD = 64 * 1024;
const LARGEST_WORKBOOK = 100 * 1024 * 1024;

/**
 * Opens a CSV or XLSX file by what its bytes are, whatever its name says, and finds its header. Never throws for bad content: the outcome is a
 * table or one problem that says what to do. Problems met later, while the rows are read, are in `table.problems`.
 * A CSV is read as it arrives, in bounded memory. A workbook is held packed (at most 100 MB) and its sheet is unpacked as it is read.
 */
export async function readTable(source: TableSource, options: TableOptions = {}): Promise<TableResult> {
  try {
    const { head, all, close } = await peek(source);
    try {
      const table = fileType(head) === 'zip' ? await openXlsx(all, options) : await openCsv(head, all, options);
      return { ok: true, table };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    if (isUnreadable(error)) return { ok: false, problem: error.unreadable };
    throw error;
  }
}

async function openCsv(head: Uint8Array, all: AsyncIterable<Uint8Array>, options: TableOptions): Promise<Table> {
  const decoding = decodeText(head, all);
  const start = decodeText(head, once(head)).text();
  let sample = '';
  for await (const text of start) sample += text;
  const delimiter = sniffDelimiter(sample.replaceAll('\0', ''));
  const problems = problemList();
  const found = await findHeader(csvRows(decoding.text(), delimiter), options);
  return {
    format: 'csv',
    header: found.header,
    problems,
    detail: delimiter,
    encoding: decoding.encoding,
    rows: () => tableRows(found, problems, decoding.encoding),
    close: found.close,
  };
}

async function openXlsx(all: AsyncIterable<Uint8Array>, options: TableOptions): Promise<Table> {
  const sheets = openWorkbook(await whole(all));
  const problems = problemList();
  let first: unknown;
  for (const sheet of options.isHeader ? [...sheets, ...sheets.slice(0, 1)] : sheets) {
    try {
      const last = first !== undefined && sheet === sheets[0];
      const found = await findHeader(later(sheet.rows()), last ? {} : options, !last);
      return {
        format: 'xlsx',
        header: found.header,
        problems,
        detail: sheet.name,
        encoding: () => 'utf-8',
        rows: () => tableRows(found, problems),
        close: found.close,
      };
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      first ??= error;
    }
  }
  throw first;
}

async function* later(rows: Iterable<RawRow>): AsyncGenerator<RawRow, void, undefined> {
  yield* rows;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

interface Peeked {
  readonly head: Uint8Array;
  readonly all: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** The first 64 kB, and all the bytes again from the start. */
async function peek(source: TableSource): Promise<Peeked> {
  if (source instanceof Uint8Array) return { head: source.subarray(0, HEAD), all: once(source), close: async () => {} };
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const start = taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
  const close = async () => {
    await iterator.return?.();
  };
  const rest = async function* () {
    try {
      yield start;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await close();
    }
  };
  return { head: start.subarray(0, HEAD), all: rest(), close };
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    taken.push(chunk);
    length += chunk.length;
    if (length > LARGEST_WORKBOOK)
      throw unreadable('The workbook is larger than 100 MB. Export the one sheet you need as CSV.');
  }
  return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
}
