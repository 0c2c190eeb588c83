import { longDate } from '../clock.ts';
import { table, textColumn } from './builders.ts';
import type { SignatureLine, TableBlock } from './document-tree.ts';

/** Lines to sign, as a table with room to write in: a table has headings that a screen reader can say, rows of dots have none. */
export const signatureTable = (lines: readonly SignatureLine[]): TableBlock =>
  table({
    caption: '',
    columns: [
      textColumn('Role', 0.27),
      textColumn('Name', 0.25),
      textColumn('Signature', 0.28),
      textColumn('Date', 0.2),
    ],
    headerColumn: true,
    rows: lines.map((line) => [line.role, line.name ?? '', '', line.date === undefined ? '' : longDate(line.date)]),
  });
