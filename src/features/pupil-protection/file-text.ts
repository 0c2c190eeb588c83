/** One row of a CSV file as it stands there. `raw` ends with its line end, where it has one. */
export type FileRow = { line: number; raw: string; readonly cells: readonly string[] };

/** A cell as text: `="0123"`, which systems write to keep a leading zero, is the text inside. */
const plain = (cell: string): string => {
  const text = cell.trim();
  return text.length > 3 && text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).trim() : text;
};

const lineEnds = /\r\n|\n|\r/g;

function cellsOf(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  let atStart = true;
  for (let at = 0; at < record.length; at += 1) {
    const char = record.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (record.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && atStart) {
      quoted = true;
      atStart = false;
    } else if (char === delimiter) {
      cells.push(plain(cell));
      cell = '';
      atStart = true;
    } else {
      cell += char;
      atStart = false;
    }
  }
  cells.push(plain(cell));
  return cells;
}

/**
 * The rows of a CSV text that comes in pieces, nothing lost: the `raw` of all rows together is the text. A quoted cell may hold line ends, as in
 * platform/tabular; `line` is where the row starts. Holds one row in memory beside the piece.
 */
export async function* fileRows(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<FileRow, void, undefined> {
  let rest = '';
  let line = 1;
  const take = (raw: string): FileRow => {
    const row: FileRow = {
      line,
      raw,
      // Only when they are asked for: most rows of a large file are not.
      get cells() {
        return cellsOf(raw.replace(/(\r\n|\n|\r)$/, ''), delimiter);
      },
    };
    line += raw.match(lineEnds)?.length ?? 0;
    return row;
  };
  const rowsIn = function* (whole: boolean): Generator<FileRow> {
    let start = 0;
    let quoted = false;
    let atStart = true;
    for (let at = 0; at < rest.length; at += 1) {
      const char = rest.charAt(at);
      if (quoted) {
        if (char === '"') {
          if (rest.charAt(at + 1) === '"') at += 1;
          else quoted = false;
        }
      } else if (char === '"' && atStart) {
        quoted = true;
        atStart = false;
      } else if (char === '\n' || char === '\r') {
        // A carriage return at the end of the piece may have its line feed in the next.
        if (char === '\r' && at + 1 === rest.length && !whole) break;
        if (char === '\r' && rest.charAt(at + 1) === '\n') at += 1;
        yield take(rest.slice(start, at + 1));
        start = at + 1;
        atStart = true;
      } else atStart = char === delimiter;
    }
    rest = rest.slice(start);
  };
  for await (const piece of text) {
    rest += piece;
    yield* rowsIn(false);
  }
  yield* rowsIn(true);
  if (rest !== '') yield take(rest);
}

/** An empty row in place of one that is taken out: every other row keeps its line. */
export const blankRow = (row: FileRow): string => '\n'.repeat(row.raw.match(lineEnds)?.length ?? 0);

const quoted = (cell: string, delimiter: string): string =>
  cell.includes('"') || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The row with some of its cells emptied; line ends inside a cell become empty lines below it. */
export function emptyCells(row: FileRow, columns: ReadonlySet<number>, delimiter: string): string {
  const cells = row.cells.map((cell, at) => (columns.has(at) ? '' : quoted(cell.replaceAll(lineEnds, ' '), delimiter)));
  return `${cells.join(delimiter)}${blankRow(row)}`;
}
