import type { ProblemGroup } from '../findings.ts';
import type { Problem } from '../reading/problem.ts';

export type BadRow = { line: number; cells: readonly string[]; problems: readonly Problem[] };

/** Rows that are kept for mending one by one; a file with more must first be put right as a whole. */
export const mostKept = 5000;
const mostGroups = 200;
const mostCounted = 5000;

/** Gathers what is wrong: rows up to a limit, and how often the same thing is wrong. */
export function problemBook(header: readonly string[], leaveOut: Readonly<Record<string, string>>) {
  const rows: BadRow[] = [];
  const groups = new Map<string, ProblemGroup>();
  const counts = { bad: 0, leftByRule: 0 };
  return {
    rows,
    counts,
    /** True when the row is kept in quarantine; false when the school has said that rows like it are left out. */
    add(row: BadRow): boolean {
      const open = row.problems.filter(({ code }) => !Object.hasOwn(leaveOut, code));
      if (open.length === 0) {
        counts.leftByRule += 1;
        return false;
      }
      counts.bad += 1;
      if (rows.length < mostKept) rows.push({ ...row, problems: open });
      for (const { code, field, value, column, reason } of open) {
        const key = `${code}|${field}|${value.toLowerCase()}|${reason}`;
        const known = groups.get(key);
        if (known) known.rows += 1;
        else if (groups.size < mostCounted)
          groups.set(key, {
            code,
            field,
            value,
            column: column === null ? '' : (header[column] ?? ''),
            reason,
            rows: 1,
          });
      }
      return true;
    },
    groups: (): ProblemGroup[] => [...groups.values()].sort((a, b) => b.rows - a.rows).slice(0, mostGroups),
  };
}
