import { academicYearName } from '#core/academic-year/rules.ts';

type Line = { academicYear: number; removedWhy: string | null; actions: number; actionsDone: number };
type Said = { outcome: 'done' | 'not_taken_up'; why: string };

export type OutcomeState = 'done' | 'in_plan' | 'not_taken_up' | 'open';

/** Where a finding stands: done wins over the plan, the plan over “not taken up” that was said before it. */
export function outcomeOf({ line, said }: { line: Line | null; said: Said | null }): OutcomeState {
  if (said?.outcome === 'done') return 'done';
  if (line && line.removedWhy === null) return 'in_plan';
  return said ? 'not_taken_up' : 'open';
}

export const outcomeNames: Record<OutcomeState, string> = {
  done: 'Done',
  in_plan: 'In the action plan',
  not_taken_up: 'Not taken up',
  open: 'Nothing decided yet',
};

/** What became of a finding, in a sentence. */
export function outcomeWords(became: { line: Line | null; said: Said | null }): string {
  const { line, said } = became;
  switch (outcomeOf(became)) {
    case 'done':
      return said?.why ?? '';
    case 'in_plan': {
      const done =
        line && line.actions > 0
          ? ` ${line.actionsDone} of ${line.actions} ${line.actions === 1 ? 'action' : 'actions'} done.`
          : '';
      return `Action plan ${academicYearName(line?.academicYear ?? 0)}.${done}`;
    }
    case 'not_taken_up':
      return said?.why ?? '';
    default:
      return line?.removedWhy ? `It was in the action plan and was taken out: ${line.removedWhy}` : '';
  }
}
