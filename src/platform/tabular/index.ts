export { decodeText } from './decode-text.ts';
export { cleanName } from './header.ts';
export { problemList, shown } from './problems.ts';
export { readTable } from './read-table.ts';
export { csvBatches } from './row-batches.ts';
export type {
  Header,
  ProblemList,
  RawRow,
  Table,
  TableOptions,
  TableProblem,
  TableResult,
  TableRow,
  TableSource,
  Unreadable,
} from './types.ts';
export { isUnreadable } from './types.ts';
