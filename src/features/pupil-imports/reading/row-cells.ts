import { columnOf, type Mapping } from '../mapping.ts';

/** A cell as text, never as a formula: `="0123"`, which systems write to keep a leading zero, is the text inside. */
export function plainCell(cell: string | undefined): string {
  if (cell === undefined) return '';
  const text = cell.trim();
  return text.length > 3 && text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).trim() : text;
}

export type FieldReader = {
  column: number;
  /** The cell of the field, with what the school has said it stands for put in its place. '' where there is no such column. */
  of(cells: readonly string[]): string;
};

/** Reads one field of every row. */
export function fieldReader(mapping: Mapping, field: string): FieldReader {
  const column = columnOf(mapping, field);
  const replace = mapping.replace[field];
  if (column === -1) return { column, of: () => '' };
  if (!replace || Object.keys(replace).length === 0) return { column, of: (cells) => plainCell(cells[column]) };
  const map = new Map(Object.entries(replace));
  return {
    column,
    of: (cells) => {
      const text = plainCell(cells[column]);
      return map.get(text.toLowerCase()) ?? text;
    },
  };
}
