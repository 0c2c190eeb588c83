import type { Measure } from '../readers/index.ts';
import type { PackFigure } from './data-pack.ts';

/** Something to talk about, not a judgement: `why` names the rule and the figures that met it. */
export type StandsOut = {
  kind: 'strength' | 'concern' | 'care';
  title: string;
  why: string;
  /** The measure, for a line of enquiry that begins here; '' where it is about none. */
  about: string;
};

/** How far from the national figure is worth a conversation, by unit. */
const far: Record<Measure['unit'], number> = { percent: 5, points: 3, score: 0.5, band: Infinity, count: Infinity };

/** Absence moves in smaller steps than results. */
export function farFor(measure: Measure): number {
  if (measure.id === 'absence_overall') return 1;
  if (measure.id === 'absence_persistent') return 3;
  if (measure.id === 'absence_severe') return 1;
  if (measure.id === 'ebacc_aps') return 0.3;
  return far[measure.unit];
}

/** Fewer than 11 pupils: the figure says little, so no rule names it. */
export const tooFew = (figure: PackFigure) => figure.cohort !== null && figure.cohort < 11;

/** Below 30 pupils a difference must be worth at least two pupils. */
export function enough(measure: Measure, size: number, cohort: number | null): boolean {
  if (measure.unit !== 'percent' || cohort === null || cohort >= 30) return true;
  return size >= 200 / cohort;
}
