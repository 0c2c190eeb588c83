import type { Cell, Inline, TableColumn } from './document-tree.ts';

/** The plain text of inlines, references left out. */
export function plainText(content: readonly Inline[]): string {
  return content
    .map((part): string => {
      if (part.kind === 'text' || part.kind === 'code') return part.text;
      if (part.kind === 'line-break') return ' ';
      return part.kind === 'reference' ? '' : plainText(part.content);
    })
    .join('');
}

const LONGEST = 24;
/** Texts this short, such as "April 2026", should stay on one line. */
const SHORT = 15;
/** Texts this long, such as the name of a measure, should if there is room. */
const LABEL = 45;
const longestWord = (value: string): number => Math.max(0, ...value.split(/\s+/u).map((word) => word.length));

/** How much room a column asks for: its longest word at least, and more when its cells hold sentences. Measured in letters. */
function appetite(column: TableColumn, cells: readonly string[]): number {
  const texts = [column.header, ...cells];
  const unbroken = (value: string) => (value.length <= SHORT ? value.length : longestWord(value));
  const word = Math.min(
    LONGEST,
    texts.reduce((most, value) => Math.max(most, unbroken(value)), 4),
  );
  const mean = texts.reduce((sum, value) => sum + value.length, 0) / texts.length;
  const most = cells.reduce((length, value) => Math.max(length, value.length), 0);
  if (column.align === 'number') return word + 4;
  return Math.max(word + 7, most <= LABEL ? most + 4 : Math.min(60, (mean + most) / 2));
}

/**
 * The widths of a table's columns as shares of its width, adding up to 1. Shares that the author gave are kept; the other columns divide what is
 * left by what their cells hold. Word and PDF get the same figures, so that neither has to guess.
 */
export function columnWidths(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): readonly number[] {
  const given = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const wants = columns.map((column, at) =>
    column.width === undefined
      ? appetite(
          column,
          rows.map((row) => plainText(row[at] ?? [])),
        )
      : 0,
  );
  const wanted = wants.reduce((sum, want) => sum + want, 0);
  const left = wanted === 0 ? 0 : Math.max(1 - given, 0.1 * wants.filter((want) => want > 0).length);
  const shares = columns.map((column, at) => column.width ?? (left * (wants[at] ?? 0)) / wanted);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (total > 0 ? share / total : 1 / columns.length));
}
