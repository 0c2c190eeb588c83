import { createHash } from 'node:crypto';
import { type Header, readTable, type TableSource } from '#platform/tabular/index.ts';
import { fieldNames } from './known-names.ts';

/** A file that somebody chose, which can be read from its start any number of times. */
export type ChosenFile = { fileName: string; sizeBytes: number; pieces(): AsyncIterable<Uint8Array> };

export type Opened = {
  format: 'csv' | 'xlsx';
  delimiter: string;
  header: string[];
  headerLine: number;
  /** Up to twenty different values of each column. */
  samples: string[][];
  sha256: string;
};

const sampled = 300;
const samplesKept = 20;

const isHeader = (names: readonly string[]): boolean => names.filter((name) => fieldNames(name)).length >= 2;

/** Names of columns as they are kept: none empty, no two the same. */
function columnNames(header: Header): string[] {
  const seen = new Map<string, number>();
  return header.names.map((name, at) => {
    const given = name === '' ? `Column ${at + 1}` : name.slice(0, 120);
    const count = (seen.get(given.toLowerCase()) ?? 0) + 1;
    seen.set(given.toLowerCase(), count);
    return count === 1 ? given : `${given} (${count})`;
  });
}

/** Finds out what a file is and how it begins. Answers with words for the reader where it is no table. */
export async function openFile(file: ChosenFile): Promise<{ opened: Opened } | { trouble: string }> {
  const hash = createHash('sha256');
  for await (const piece of file.pieces()) hash.update(piece);
  const result = await readTable(file.pieces(), { isHeader });
  if (!result.ok) return { trouble: result.problem.message };
  const { table } = result;
  const header = columnNames(table.header);
  const values = header.map(() => new Set<string>());
  let read = 0;
  for await (const { cells } of table.rows()) {
    for (const [at, set] of values.entries()) {
      const value = (cells[at] ?? '').trim();
      if (value !== '' && set.size < samplesKept) set.add(value.slice(0, 80));
    }
    read += 1;
    if (read >= sampled) break;
  }
  await table.close();
  const unreadable = table.problems.list.find(({ severity }) => severity === 'file');
  if (read === 0) return { trouble: unreadable?.message ?? 'The file has column names but no rows below them.' };
  return {
    opened: {
      format: table.format,
      delimiter: table.format === 'csv' ? table.detail : ',',
      header,
      headerLine: table.header.line,
      samples: values.map((set) => [...set]),
      sha256: hash.digest('hex'),
    },
  };
}

const quoted = (cell: string): string => {
  const plain = cell.replace(/[\r\n]+/g, ' ');
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/**
 * The file as CSV with its lines where they were: for workbooks, and where columns are emptied because identity is kept out. Throws `Unreadable` where it cannot
 * be read to its end.
 */
export async function* asCsv(
  source: TableSource,
  empty: ReadonlySet<number>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const result = await readTable(source, { isHeader });
  if (!result.ok) return;
  const { table } = result;
  let line = 1;
  let text = '';
  const put = (cells: readonly string[], at: number) => {
    for (; line < at; line += 1) text += '\n';
    text += `${cells.map((cell, index) => (empty.has(index) ? '' : quoted(cell))).join(',')}\n`;
    line += 1;
  };
  put(table.header.names, table.header.line);
  for await (const row of table.rows()) {
    put(row.cells, row.line);
    if (text.length < 1_000_000) continue;
    yield Buffer.from(text);
    text = '';
  }
  const broken = table.problems.list.find(({ severity }) => severity === 'file');
  if (broken) throw { unreadable: broken };
  if (text !== '') yield Buffer.from(text);
}
