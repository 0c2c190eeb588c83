export { cleanName } from './header.ts';
export { problemList, shown } from './problems.ts';
export { readTable } from './read-table.ts';
export type {
  Header,
  ProblemList,
  Table,
  TableOptions,
  TableProblem,
  TableResult,
  TableRow,
  TableSource,
} from './types.ts';
