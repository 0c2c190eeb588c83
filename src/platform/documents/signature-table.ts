import { table } from './builders.ts';
import { longDate } from './clean-text.ts';
import type { SignatureLine, TableBlock } from './document-tree.ts';

/** Lines to sign, as a table with room to write in: a table has headings that a screen reader can say, rows of dots have none. */
export const signatureTable = (lines: readonly SignatureLine[]): TableBlock =>
  table({
    caption: '',
    columns: [
      { header: 'Role', align: 'text', width: 0.27 },
      { header: 'Name', align: 'text', width: 0.25 },
      { header: 'Signature', align: 'text', width: 0.28 },
      { header: 'Date', align: 'text', width: 0.2 },
    ],
    headerColumn: true,
    rows: lines.map((line) => [line.role, line.name ?? '', '', line.date === undefined ? '' : longDate(line.date)]),
  });
