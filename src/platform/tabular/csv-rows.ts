import { Readable } from 'node:stream';
import { type InfoRecord, parse } from 'csv-parse';
import { type RawRow, unreadable } from './types.ts';

const LONGEST_RECORD = 2_000_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The character that parts cells most often in the first line that is not blank; a comma when none does. */
export function sniffDelimiter(start: string): string {
  let quoted = false;
  let any = false;
  const counts = new Map<string, number>();
  for (const char of start) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (any) break;
    } else {
      any = true;
      if (!quoted) counts.set(char, (counts.get(char) ?? 0) + 1);
    }
  }
  const [best] = DELIMITERS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return best ?? ',';
}

/**
 * Rows of CSV text. Line ends may be CRLF, LF or CR; a quoted cell may hold line ends, so `line` is where the row starts.
 * Throws `Unreadable` for a quote that is never closed or a row of more than 2 million characters.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<RawRow, void, undefined> {
  let failure: string | undefined;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD,
    // An error would throw away the good rows that wait in the stream: it is kept until they have been handed on.
    skip_records_with_error: true,
    on_skip: (error) => {
      failure ??= error?.code;
      input.destroy();
      if (failure !== 'CSV_QUOTE_NOT_CLOSED') parser.push(null);
    },
  });
  const input = Readable.from(text, { objectMode: true });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
      const cells = record.length === 1 && record[0] === '' ? [] : record;
      if (cells.length > 0) yield { line, cells };
      line = info.lines + 1;
    }
  } finally {
    input.destroy();
    parser.destroy();
  }
  if (failure === undefined) return;
  throw unreadable(
    failure === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quotation mark that opens here is never closed, so the rest of the file cannot be read. Remove it or close it.'
      : 'The rest of the file cannot be read as rows of cells: this row is far too long, or a quotation mark is missing.',
    line,
  );
}
