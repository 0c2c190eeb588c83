import type { Outcome } from './tables.ts';

/** A figure as the readers of a paper see it: everything in words, small groups held back. */
export type FigureFact = {
  /** `keyText` of the figure. */
  key: string;
  title: string;
  /** What it is made of, “Working at”; '' where it is not made of results. */
  madeOf: string;
  definition: string;
  value: string;
  pupils: number | null;
  /** The 95 % interval in words, or null. */
  range: string | null;
  change: { since: string; words: string } | null;
  target: { value: string; words: string } | null;
  trust: string | null;
  gaps: readonly { group: string; words: string }[];
  /** Snapshot by snapshot, the oldest first. */
  trend: readonly { name: string; value: number | null; words: string }[];
  unit: '%' | '';
  decimals: number;
  note: string | null;
};

/** What the school said that it would do next, and whether it happened. `by` is a day, YYYY-MM-DD. */
export type StepFact = {
  id: string;
  about: string;
  step: string;
  who: string;
  by: string | null;
  saidIn: string;
  outcome: Outcome | null;
  note: string;
};

export type PointFact = {
  id: string;
  figure: FigureFact;
  says: string;
  why: string;
  next: string;
  who: string;
  by: string | null;
};

/** All that a paper says; frozen when it is presented, and what its page and slides are made of. */
export type PaperFacts = {
  school: string;
  trust: string;
  snapshot: string;
  term: string;
  /** Days, YYYY-MM-DD. */
  dataOn: string;
  presentedOn: string;
  version: number;
  number: number;
  why: string | null;
  head: string;
  summary: string;
  points: readonly PointFact[];
  lastTime: readonly StepFact[];
};

export const outcomeWords: Record<Outcome, string> = { done: 'Done', not_done: 'Not done', going: 'Still going' };

/** What was frozen as JSON text. */
export function readFacts(text: string): PaperFacts {
  return JSON.parse(text) as PaperFacts;
}

/**
 * The steps that the next analysis looks back upon: each measure's next step, and those of earlier times that were still going. What was not done is said so, and
 * comes again only where the head writes it again.
 */
export function stepsToLookBackOn(paper: PaperFacts): StepFact[] {
  const fresh = paper.points.map(
    (point): StepFact => ({
      id: point.id,
      about: point.figure.title,
      step: point.next,
      who: point.who,
      by: point.by,
      saidIn: paper.snapshot,
      outcome: null,
      note: '',
    }),
  );
  const going = paper.lastTime.filter((step) => step.outcome === 'going');
  return [...fresh.filter((step) => step.step !== ''), ...going.map((step) => ({ ...step, outcome: null, note: '' }))];
}

/** What a paper says apart from its number, day and reason: two papers that agree in this say the same. */
export function substanceOf(paper: PaperFacts): string {
  const { presentedOn: _on, number: _number, why: _why, ...rest } = paper;
  return JSON.stringify(rest);
}
