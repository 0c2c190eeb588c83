import { csvRows } from './csv-rows.ts';
import { isUnreadable, type RawRow, unreadable } from './types.ts';

const LONGEST_RECORD = 2_000_000;
const BATCH = 2000;
/** Characters that are cut into rows at once: few enough that the rows of one batch are forgotten before they count as old. */
const CUT = 64 * 1024;

/**
 * Rows of CSV text, many at a time: for files of a million rows, where handing on row by row costs more than reading. Text without quotation marks is cut
 * at its delimiters; from the first quotation mark on (or where a row is very long) everything goes through `csvRows`, which is slower and knows all the
 * ways of quoting. Rows, line numbers and errors are those of `csvRows`: blank lines are left out but counted.
 */
export async function* csvBatches(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<RawRow[], void, undefined> {
  const pieces = text[Symbol.asyncIterator]();
  let rest = '';
  let line = 1;
  try {
    for (;;) {
      const next = await pieces.next();
      const piece = next.done ? rest : rest + next.value;
      if (piece.includes('"') || (piece.length > LONGEST_RECORD && rowsEnd(piece, false) === 0))
        return yield* quotedBatches(joined(piece, pieces), delimiter, line - 1);
      const end = next.done ? piece.length : rowsEnd(piece, true);
      rest = piece.slice(end);
      for (let at = 0; at < end; ) {
        const to = end - at > CUT ? at + (rowsEnd(piece.slice(at, at + CUT), true) || end - at) : end;
        const rows: RawRow[] = [];
        line = cut(piece.slice(at, to), delimiter, line, rows);
        if (rows.length > 0) yield rows;
        at = to;
      }
      if (next.done) return;
    }
  } finally {
    await pieces.return?.();
  }
}

/** Where the last whole row of the text ends. A CR at the very end may be half of a CRLF, and waits for what follows. */
function rowsEnd(text: string, mayBeHalf: boolean): number {
  const usable = mayBeHalf && text.endsWith('\r') ? text.slice(0, -1) : text;
  const feed = usable.lastIndexOf('\n');
  // Only what comes after the last line feed is searched for a lone return: most files have none at all.
  const lone = usable.slice(feed + 1).lastIndexOf('\r');
  return lone === -1 ? feed + 1 : feed + 2 + lone;
}

const loneReturn = /\r(?!\n)/;

function cut(text: string, delimiter: string, first: number, rows: RawRow[]): number {
  if (text === '') return first;
  const hasReturns = text.includes('\r');
  const lines = hasReturns && loneReturn.test(text) ? text.split(/\r\n|\n|\r/) : text.split('\n');
  const ended = text.endsWith('\n') || text.endsWith('\r');
  const count = ended ? lines.length - 1 : lines.length;
  for (let at = 0; at < count; at += 1) {
    const given = lines[at] ?? '';
    const row = hasReturns && given.endsWith('\r') ? given.slice(0, -1) : given;
    if (row === '') continue;
    if (row.length > LONGEST_RECORD)
      throw unreadable(
        'The rest of the file cannot be read as rows of cells: this row is far too long, or a quotation mark is missing.',
        first + at,
      );
    rows.push({ line: first + at, cells: row.split(delimiter) });
  }
  return first + count;
}

async function* joined(first: string, pieces: AsyncIterator<string>): AsyncGenerator<string, void, undefined> {
  yield first;
  for (;;) {
    const next = await pieces.next();
    if (next.done) return;
    yield next.value;
  }
}

async function* quotedBatches(text: AsyncIterable<string>, delimiter: string, linesBefore: number) {
  let rows: RawRow[] = [];
  try {
    for await (const { line, cells } of csvRows(text, delimiter)) {
      rows.push({ line: line + linesBefore, cells });
      if (rows.length < BATCH) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (rows.length > 0) yield rows;
    const { message, line } = error.unreadable;
    throw unreadable(message, line + linesBefore);
  }
  if (rows.length > 0) yield rows;
}
