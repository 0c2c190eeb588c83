import type { FoundHeader } from './header.ts';
import { shown } from './problems.ts';
import { isUnreadable, type ProblemList, type RawRow, type TableRow } from './types.ts';

const LONGEST_CELL = 32_000;

/** Rows under the header, each as wide as the header; what is wrong with a row goes to `problems`. */
export async function* tableRows(
  found: FoundHeader,
  problems: ProblemList,
  encoding?: () => string,
): AsyncGenerator<TableRow, void, undefined> {
  const { header } = found;
  noteHeader(found, problems);
  let any = false;
  try {
    for await (const raw of found.rest) {
      if (!raw.cells.some((cell) => cell.trim() !== '')) continue;
      any = true;
      const row = fitted(raw, header.names, problems);
      if (row) yield row;
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    problems.add(error.unreadable);
    return;
  }
  if (!any) {
    problems.add({
      line: header.line,
      message: 'The file has column names but no rows below them, so there is nothing to read.',
      severity: 'file',
    });
  }
  if (encoding?.().startsWith('mixed')) {
    problems.add({
      line: 0,
      message:
        'Parts of the file are UTF-8 and parts are Windows-1252. Each line was read in its own way: check accented letters.',
      severity: 'note',
    });
  }
}

function noteHeader({ header }: FoundHeader, problems: ProblemList) {
  for (const [at, name] of header.names.entries()) {
    if (name === '' || header.index.get(name.toLowerCase()) === at) continue;
    problems.add({
      line: header.line,
      column: name,
      message: `The column “${name}” appears more than once. The first one is used.`,
      severity: 'note',
    });
  }
}

function fitted(raw: RawRow, names: readonly string[], problems: ProblemList): TableRow | undefined {
  const { line } = raw;
  const width = names.length;
  const cells = raw.cells.length > width ? raw.cells.slice(0, width) : raw.cells;
  const extra = raw.cells.slice(width).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    problems.add({
      line,
      value: shown(extra),
      message: `The row has ${raw.cells.length} cells but there are ${width} columns, so its cells may have moved. The row was left out. Look for a comma that needs quotation marks around its cell.`,
      severity: 'row',
    });
    return undefined;
  }
  const present = cells.length;
  for (const [at, cell] of cells.entries()) {
    if (cell.includes('\0')) {
      cells[at] = cell.replaceAll('\0', '');
      problems.add({
        line,
        ...named(names[at]),
        message: 'The cell held a NUL character, which no text has. It was taken out.',
        severity: 'note',
      });
    }
    if (cell.length > LONGEST_CELL) {
      cells[at] = '';
      problems.add({
        line,
        ...named(names[at]),
        value: shown(cell),
        message: `The cell holds ${cell.length.toLocaleString('en-GB')} characters; 32,000 is the most. It was left out.`,
        severity: 'cell',
      });
    }
  }
  while (cells.length < width) cells.push('');
  return { line, cells, present };
}

const named = (column: string | undefined) => (column ? { column } : {});
