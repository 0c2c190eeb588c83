import type { ResultKind } from '#core/pupil-data/tables.ts';
import type { Kind } from './kinds.ts';

/** A subject of the product's list, or one of the school's own on a scale. */
export type SubjectChoice = { code: string } | { name: string; qualification: string; scale: string };

/** What a column is: a field of the kind, an assessment of one subject (marksheets), or null for what is left out. */
export type ColumnUse = { field: string } | { result: ResultKind; subject: string; scale: string } | null;

export type DateFormat = 'dmy' | 'mdy' | 'ymd';

export type Mapping = {
  kind: Kind;
  /** One for each column of the header. */
  columns: readonly ColumnUse[];
  dateFormat: DateFormat;
  /** An empty cell of a yes/no column means no; else it says nothing. */
  blankIsNo: boolean;
  /** Long files without a column that says it: what the grades are. */
  resultKind: ResultKind;
  /** The scale of each kind of grade where it is not the subject's own ('' or absent). */
  scales: Partial<Record<ResultKind, string>>;
  /** Where the file does not say it, the qualification of its subjects ('' when each pupil's year group tells). */
  qualification: string;
  /** The school's own subject names: lower case, with the qualification after a bar. */
  subjects: Record<string, SubjectChoice>;
  /** What stands for what, by field and lower-case value: the school's own year labels, grades and codes. An empty text: as if the cell were empty. */
  replace: Record<string, Record<string, string>>;
  /** Rows that are left out by what is wrong with them (a code of problem-words.ts), with the reason. */
  leaveOut: Record<string, string>;
};

export const subjectKey = (name: string, qualification: string): string =>
  `${name.trim().toLowerCase()}|${qualification.trim().toLowerCase()}`;

/** A mapping as it is remembered: columns by their names, so that it fits the next file whatever its order. */
export type RememberedMapping = Omit<Mapping, 'columns'> & { columns: Record<string, ColumnUse> };

export function remembered(mapping: Mapping, header: readonly string[]): RememberedMapping {
  return {
    ...mapping,
    columns: Object.fromEntries(header.map((name, at) => [name.toLowerCase(), mapping.columns[at] ?? null])),
  };
}

/**
 * The remembered mapping for this header; `isWhole` when every column of the header is known to it, so that nothing has to be asked. Columns that are new are
 * taken from the proposal.
 */
export function recall(
  known: RememberedMapping,
  header: readonly string[],
  proposed: Mapping,
): { mapping: Mapping; isWhole: boolean } {
  const isWhole = header.every((name) => name.toLowerCase() in known.columns);
  const columns = header.map((name, at) => {
    const key = name.toLowerCase();
    return key in known.columns ? (known.columns[key] ?? null) : (proposed.columns[at] ?? null);
  });
  return { mapping: { ...known, kind: proposed.kind, columns }, isWhole };
}

/** The position of the column that holds a field; -1 where none does. */
export const columnOf = (mapping: Mapping, field: string): number =>
  mapping.columns.findIndex((use) => use !== null && 'field' in use && use.field === field);
