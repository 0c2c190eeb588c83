import { shown, type Table, type TableRow } from '#platform/tabular/index.ts';
import { readDate } from './dates.ts';
import { cellReader } from './identity.ts';

/** Typed readings of a row's cells. Each takes the column's possible names; what cannot be read is noted and left out. */
export interface Fields {
  text(row: TableRow, ...names: string[]): string | undefined;
  whole(row: TableRow, ...names: string[]): number | undefined;
  date(row: TableRow, ...names: string[]): Temporal.PlainDate | undefined;
  /** A number that a spreadsheet made a decimal: `8195720.0` → `8195720`. */
  digits(row: TableRow, ...names: string[]): string | undefined;
  wrong(row: TableRow, column: string, value: string, message: string, severity: 'row' | 'cell'): undefined;
}

export function fieldsOf(table: Table): Fields {
  const { header } = table;
  const cell = cellReader(header);
  const there = (names: readonly string[]) => names.find((name) => header.index.has(name)) ?? names[0] ?? '';
  const wrong: Fields['wrong'] = (row, column, value, message, severity) => {
    const at = header.index.get(column.toLowerCase());
    table.problems.add({
      line: row.line,
      column: (at === undefined ? '' : header.names[at]) || column,
      ...(value === '' ? {} : { value: shown(value) }),
      message,
      severity,
    });
    return undefined;
  };
  const text: Fields['text'] = (row, ...names) => {
    const value = cell(row, ...names);
    return value === '' || value === 'NULL' ? undefined : value;
  };
  return {
    text,
    wrong,
    whole(row, ...names) {
      const value = text(row, ...names);
      if (value === undefined) return undefined;
      if (/^\d{1,7}(\.0+)?$/.test(value)) return Number(value);
      return wrong(row, there(names), value, `“${shown(value)}” is not a whole number. It was left out.`, 'cell');
    },
    date(row, ...names) {
      const value = cell(row, ...names);
      const date = readDate(value);
      if (date !== 'bad') return date;
      return wrong(
        row,
        names[0] ?? '',
        value,
        `“${shown(value)}” is not a date. Write it as 31/12/2025. It was left out.`,
        'cell',
      );
    },
    digits(row, ...names) {
      return text(row, ...names)?.replace(/\.0+$/, '');
    },
  };
}

type Optional<Shape> = { [Key in keyof Shape]: undefined extends Shape[Key] ? Key : never }[keyof Shape];

/** The same fields, where one that may be undefined is left out instead. */
export type Present<Shape> = Omit<Shape, Optional<Shape>> & {
  [Key in Optional<Shape>]?: Exclude<Shape[Key], undefined>;
};

/** The given fields without those that are undefined (exact optional properties). */
export function present<Shape extends object>(fields: Shape): Present<Shape> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Shape>;
}
