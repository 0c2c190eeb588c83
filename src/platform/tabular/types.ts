/** What went wrong, in words that the person who chose the file can act on. */
export interface TableProblem {
  /** 1-based line of the file, as a text editor or a spreadsheet shows it; 0 when the whole file is meant. */
  readonly line: number;
  readonly column?: string;
  /** What the cell said, cut to 80 characters. */
  readonly value?: string;
  readonly message: string;
  /** `file`: nothing after this was read. `row`: the row was left out. `cell`: one field was left out. `note`: nothing was left out. */
  readonly severity: 'file' | 'row' | 'cell' | 'note';
}

/** Bytes of a file: all at once, or in pieces as they arrive. */
export type TableSource = Uint8Array | AsyncIterable<Uint8Array>;

export interface TableRow {
  readonly line: number;
  /** One text per header column; a cell that the row does not reach is ''. */
  readonly cells: readonly string[];
  /** How many cells the row really had: a short row stops before the last column. */
  readonly present: number;
}

export interface Header {
  readonly line: number;
  /** As written, with line breaks and double spaces made one space; '' for an unnamed column. */
  readonly names: readonly string[];
  /** Position by lower-case name; the first of two equal names. */
  readonly index: ReadonlyMap<string, number>;
}

/** Keeps the first problems and counts the rest, so that a broken file of a million rows cannot fill the memory. */
export interface ProblemList {
  readonly list: readonly TableProblem[];
  readonly total: number;
  add(problem: TableProblem): void;
}

export interface Table {
  readonly format: 'csv' | 'xlsx';
  readonly header: Header;
  readonly problems: ProblemList;
  /** For CSV the character that parts the cells; for XLSX the sheet's name. */
  readonly detail: string;
  /** How the bytes were read. Final once all rows are read. */
  encoding(): string;
  /** Reads on from the header. May be called once. */
  rows(): AsyncGenerator<TableRow, void, undefined>;
  /** Lets go of the file without reading on. */
  close(): Promise<void>;
}

export type TableResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problem: TableProblem };

export interface TableOptions {
  /** Says which row is the header (titles may stand above it) and, in a workbook, which sheet. Without it: the first row that is not blank. */
  readonly isHeader?: (names: readonly string[]) => boolean;
}

/** A row as a CSV or XLSX reader hands it on, before the header is known. */
export interface RawRow {
  readonly line: number;
  readonly cells: string[];
}

/** Thrown inside the readers and always caught by `readTable`: the file cannot be read further. */
export interface Unreadable {
  readonly unreadable: TableProblem;
}

export const unreadable = (message: string, line = 0): Unreadable => ({
  unreadable: { line, message, severity: 'file' },
});

export const isUnreadable = (error: unknown): error is Unreadable =>
  typeof error === 'object' && error !== null && 'unreadable' in error;
