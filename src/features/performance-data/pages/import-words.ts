import { londonDate, shortDate } from '#platform/clock.ts';
import type { ImportRow } from '../import-queries.ts';

export type ImportState = { word: string; colour: 'grey' | 'green' | 'blue' | 'amber' | 'red'; detail: string };

const when = (moment: Temporal.Instant | null, who: string | null): string =>
  moment ? `${shortDate(londonDate(moment))}${who ? `, ${who}` : ''}` : '';

/** Where a file stands, in words. */
export function stateOf(row: ImportRow): ImportState {
  if (row.withdrawn_at)
    return {
      word: row.imported_at ? 'Withdrawn' : 'Put aside',
      colour: 'grey',
      detail: when(row.withdrawn_at, row.withdrawn_by_name),
    };
  if (row.imported_at)
    return { word: 'Imported', colour: 'green', detail: when(row.imported_at, row.imported_by_name) };
  if (row.file_problem)
    return { word: 'Cannot be read', colour: 'red', detail: when(row.staged_at, row.staged_by_name) };
  return { word: 'Not imported yet', colour: 'amber', detail: `looked at ${when(row.staged_at, row.staged_by_name)}` };
}
