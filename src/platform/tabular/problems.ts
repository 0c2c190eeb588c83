import type { ProblemList, TableProblem } from './types.ts';

const KEPT = 500;
const SHOWN = 80;

/** A list that keeps the first 500 problems and counts all. */
export function problemList(): ProblemList {
  const list: TableProblem[] = [];
  let total = 0;
  return {
    list,
    get total() {
      return total;
    },
    add(problem) {
      total += 1;
      // What ends the reading is always kept: whoever reads the list must not take the file for whole.
      if (list.length < KEPT || problem.severity === 'file') list.push(problem);
    },
  };
}

/** A cell's text short enough to show in a message. */
export function shown(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
