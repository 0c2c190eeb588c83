import type { TableProblem } from '#platform/tabular/index.ts';
import { writeCsv } from '#platform/tabular/write-csv.ts';

/** A note says in its own words what it costs, if anything. */
const left = { file: 'Whole file', row: 'Row left out', cell: 'Field left out', note: '' };

/** The problems as a CSV file. */
export const problemsCsv = (problems: readonly TableProblem[]): Uint8Array =>
  writeCsv([
    ['Line', 'Column', 'Value', 'What is wrong', 'What was left out'],
    ...problems.map((one) => [one.line, one.column ?? '', one.value ?? '', one.message, left[one.severity]]),
  ]);
