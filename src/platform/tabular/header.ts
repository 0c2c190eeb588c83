import { type Header, type RawRow, type TableOptions, unreadable } from './types.ts';

const LOOKED_AT = 25;
const MOST_COLUMNS = 16_384;

export interface FoundHeader {
  readonly header: Header;
  /** The rows below the header, still to be read. */
  readonly rest: AsyncGenerator<RawRow, void, undefined>;
  close(): Promise<void>;
}

/**
 * The header: the first of the top 25 rows that `isHeader` accepts, else the first row that is not blank.
 * With `strict` a sheet without an accepted row throws, so that the next sheet can be tried.
 */
export async function findHeader(
  rows: AsyncGenerator<RawRow, void, undefined>,
  options: TableOptions,
  strict = false,
): Promise<FoundHeader> {
  const top: RawRow[] = [];
  const accept = options.isHeader;
  let at = -1;
  while (top.length < LOOKED_AT && at === -1) {
    const next = await rows.next();
    if (next.done) break;
    if (!next.value.cells.some((cell) => cell.trim() !== '')) continue;
    top.push(next.value);
    if (!accept || accept(next.value.cells.map(cleanName))) at = top.length - 1;
  }
  if (at === -1 && accept && strict) throw unreadable('No sheet has a row of column names that is known.');
  const row = top[Math.max(at, 0)];
  if (!row)
    throw unreadable(
      'The file has no rows: there is not even a line of column names. Download it again, or ask for a new copy.',
    );
  if (row.cells.length > MOST_COLUMNS)
    throw unreadable('The first row has more than 16,384 cells, so it is not a table. Choose another file.', row.line);
  const pending = top.slice(Math.max(at, 0) + 1);
  const rest = async function* () {
    try {
      yield* pending;
      yield* rows;
    } finally {
      await rows.return();
    }
  };
  const close = async () => {
    await rows.return();
  };
  return { header: headerOf(row), rest: rest(), close };
}

function headerOf(row: RawRow): Header {
  const names = row.cells.map(cleanName);
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const index = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const key = name.toLowerCase();
    if (key !== '' && !index.has(key)) index.set(key, at);
  }
  return { line: row.line, names, index };
}

/** Line breaks and runs of spaces become one space; quotation marks and NULs around the name go. */
export function cleanName(name: string): string {
  return name
    .replaceAll('\0', '')
    .replace(/[\s\u00a0\ufeff]+/g, ' ')
    .replace(/^"+|"+$/g, '')
    .trim();
}
