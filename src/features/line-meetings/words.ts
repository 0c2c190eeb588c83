import type { Direction } from './agenda-rules.ts';
import type { Part, Rag, Side } from './tables.ts';

/** What each part is called that the agenda builds itself. */
export const partTitles: Record<Exclude<Part, 'item' | 'decision'>, string> = {
  plan_actions: 'Actions of the plan that are overdue',
  data: 'What changed in the data',
  enquiries: 'Lines of enquiry that are open',
  earlier: 'Actions from earlier meetings',
};

export const directionWords: Record<Direction, string> = {
  better: 'Better',
  worse: 'Worse',
  same: 'No change beyond chance',
};

/** As people say it in a meeting; the colour is said beside it. */
export const ragNames: Record<Rag, string> = { green: 'Green', amber: 'Amber', red: 'Red', blue: 'Complete' };
export const rags = ['green', 'amber', 'red', 'blue'] as const satisfies readonly Rag[];

export const sideNames: Record<Side, string> = { holder: 'For the Trust', head: 'The head teacher' };

/** “carried over twice”. */
export function carriedWords(times: number): string {
  if (times <= 0) return 'New';
  if (times === 1) return 'Carried over once';
  return times === 2 ? 'Carried over twice' : `Carried over ${times} times`;
}
