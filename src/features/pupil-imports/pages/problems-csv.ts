import type { ProblemRow } from '../queries.ts';

/** A cell that no spreadsheet takes for a formula: signs that begin one get an apostrophe before them, also after spaces. */
export function safeCell(text: string | number): string {
  const plain = String(text);
  const safe = /^\s*[=+\-@|%]|^[\t\r\n]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows in quarantine whole, each with its line and what is wrong; Excel opens it with its accents. */
export function problemsCsv(header: readonly string[], rows: readonly ProblemRow[]): Uint8Array {
  const lines: (string | number)[][] = [
    ['Line', 'Column', 'It says', 'What is wrong', ...header],
    ...rows.map((row) => [row.line, row.column_name ?? '', row.value ?? '', row.reason ?? '', ...row.cells]),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.map((cells) => cells.map(safeCell).join(',')).join('\r\n')}\r\n`);
}
