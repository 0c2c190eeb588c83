import { type Figure, formatGap, gapOf, type Measure } from '#features/measures/index.ts';
import type { FigureKey } from './figure-key.ts';
import { type GroupPair, gapWords } from './gap-words.ts';

/** A figure with what it can be held against, as the readers of the paper may see it. */
export type Comparable = {
  key: FigureKey;
  measure: Measure;
  figure: Figure;
  before: { name: string; figure: Figure } | null;
  target: number | null;
  gaps: readonly { pair: GroupPair; first: Figure; second: Figure }[];
  /** How many schools of the Trust have the figure, where this one's is the weakest of at least three; else null. */
  weakestOf: number | null;
};

export type Proposal = { key: FigureKey; measure: Measure; figure: Figure; reasons: readonly string[] };

const isWorse = (measure: Measure, difference: number): boolean =>
  measure.higherIsBetter ? difference < 0 : difference > 0;

type Reason = { kind: string; weight: number; words: string };

function weighed(one: Comparable): Reason[] {
  const { measure, figure, before, target, gaps, weakestOf } = one;
  if (figure.value === null) return [];
  const reasons: Reason[] = [];
  if (target !== null && isWorse(measure, figure.value - target))
    reasons.push({
      kind: 'target',
      weight: 4,
      words: `Misses the school’s target (${formatGap(measure, figure.value - target)})`,
    });
  if (before) {
    const change = gapOf(figure, before.figure);
    if (change.value !== null && change.difference === 'a real change') {
      const worse = isWorse(measure, change.value);
      reasons.push({
        kind: 'change',
        weight: worse ? 3 : 2,
        words: `${worse ? 'Worse' : 'Better'} than ${before.name}, a real change (${formatGap(measure, change.value)})`,
      });
    }
  }
  for (const gap of gaps) {
    const { value, difference } = gapOf(gap.first, gap.second);
    if (value !== null && difference === 'a real change')
      reasons.push({
        kind: gap.pair.first,
        weight: 1,
        words: `A wide gap: ${gap.pair.first} ${gapWords(measure, gap.pair, value)}`,
      });
  }
  if (weakestOf !== null)
    reasons.push({ kind: 'weakest', weight: 2, words: `The weakest of ${weakestOf} schools in the Trust` });
  return reasons;
}

/** Why a figure stands out, in words; nothing where it does not. A difference that could be chance is no reason. */
export const reasonsOf = (one: Comparable): string[] => weighed(one).map((each) => each.words);

/** What a figure is a part of, or says the other way round: it is proposed only where it says more. */
function wholeOf(code: string, others: ReadonlySet<string>): string | null {
  if (code === 'attendance' && others.has('absence_overall')) return 'absence_overall';
  return [...others].find((other) => other !== code && code.startsWith(`${other}_`)) ?? null;
}

const order = ['r', 'p', 'c', ''];
const weightOf = (reasons: readonly Reason[]): number => reasons.reduce((so, each) => so + each.weight, 0);

/** More than this would be no choice any more; every other measure can be added all the same. */
export const mostProposals = 6;

/**
 * The figures that stand out, those with the gravest reasons first. Of a measure that is made of results, predictions and current grades only one is proposed:
 * results where there are any, else predictions. A part of a measure that stands out itself is proposed only for a reason of its own.
 */
export function proposalsOf(all: readonly Comparable[]): Proposal[] {
  const best = new Map<string, Comparable>();
  for (const one of all) {
    const known = best.get(one.key.measure);
    if (one.figure.value === null) continue;
    if (!known || order.indexOf(one.key.basis) < order.indexOf(known.key.basis)) best.set(one.key.measure, one);
  }
  const reasons = new Map([...best].map(([code, one]) => [code, weighed(one)]));
  const codes = new Set([...reasons].flatMap(([code, found]) => (found.length > 0 ? [code] : [])));
  return [...best.values()]
    .filter(({ key }) => {
      const whole = wholeOf(key.measure, codes);
      const known = new Set(whole ? reasons.get(whole)?.map((each) => each.kind) : []);
      return reasons.get(key.measure)?.some((each) => !known.has(each.kind));
    })
    .toSorted(
      (one, other) => weightOf(reasons.get(other.key.measure) ?? []) - weightOf(reasons.get(one.key.measure) ?? []),
    )
    .map((one) => ({
      key: one.key,
      measure: one.measure,
      figure: one.figure,
      reasons: (reasons.get(one.key.measure) ?? []).map((each) => each.words),
    }));
}
