import type { TableProblem } from '#platform/tabular/index.ts';

const left = { file: 'Whole file', row: 'Row left out', cell: 'Field left out', note: 'Nothing left out' };

/** A cell that a spreadsheet will not take for a formula. */
function cell(text: string | number): string {
  const safe = /^[=+\-@\t\r]/.test(String(text)) ? `'${text}` : String(text);
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The problems as a CSV file that Excel opens with its accents. */
export function problemsCsv(problems: readonly TableProblem[]): Uint8Array {
  const rows: (string | number)[][] = [
    ['Line', 'Column', 'Value', 'What is wrong', 'What was left out'],
    ...problems.map((one) => [one.line, one.column ?? '', one.value ?? '', one.message, left[one.severity]]),
  ];
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}
