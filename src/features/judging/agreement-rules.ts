import { type GradedTwice, weightedKappa } from './kappa-rules.ts';

/** Below so many judgements a kappa says nothing: its interval would span most of the scale. The product's proposal. */
export const fewestForKappa = 10;
/** Below so many judgements of one person in a term no drift is told. The product's proposal. */
export const fewestForDrift = 5;

export type Interval = { low: number; high: number };

/** How far two people, or people two by two, agree: shares are fractions. */
export type Agreement = {
  judgements: number;
  exact: number;
  /** The same grade, or one apart. */
  adjacent: number;
  kappa: number | null;
  /** At 95%, cut at −1 and 1; null where there is no kappa, and where the two agreed throughout: the formula then gives no width. */
  interval: Interval | null;
  /** Why there is no kappa, as a sentence. */
  why: string | null;
};

/** Agreement over things graded twice on one scale of `categories` grades. Never over two scales: the caller groups by scale. */
export function agreementOf(graded: readonly GradedTwice[], categories: number): Agreement {
  const judgements = graded.length;
  const share = (apart: number) =>
    judgements === 0 ? 0 : graded.filter(([a, b]) => Math.abs(a - b) <= apart).length / judgements;
  const shared = { judgements, exact: share(0), adjacent: share(1) };
  if (judgements < fewestForKappa) return { ...shared, kappa: null, interval: null, why: 'Too few to tell' };
  const kappa = weightedKappa(graded, categories);
  if (kappa === null) return { ...shared, kappa: null, interval: null, why: 'Only one grade was ever given' };
  const margin = 1.96 * kappa.standardError;
  const interval =
    kappa.standardError < 1e-9
      ? null
      : { low: Math.max(kappa.value - margin, -1), high: Math.min(kappa.value + margin, 1) };
  return { ...shared, kappa: kappa.value, interval, why: null };
}

// The 97.5% point of Student's t by degrees of freedom, 1 to 30; beyond that the normal 1.96 is near enough.
const studentT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export type Drift = {
  judgements: number;
  /** Given minus agreed, in grades: above nought gave worse grades than were agreed (severe), below nought better (lenient). */
  mean: number | null;
  interval: Interval | null;
  reading: 'lenient' | 'severe' | 'none' | 'too few';
};

export const driftWords: Record<Drift['reading'], string> = {
  lenient: 'Lenient',
  severe: 'Severe',
  none: 'No drift to be told',
  'too few': 'Too few to tell',
};

/**
 * How one person's grades lie to the agreed ones on one scale: the mean of the signed differences with Student's 95% interval. A drift is told only where
 * the interval leaves nought out.
 */
export function driftOf(given: readonly { given: number; agreed: number }[]): Drift {
  const judgements = given.length;
  if (judgements < fewestForDrift) return { judgements, mean: null, interval: null, reading: 'too few' };
  const differences = given.map((one) => one.given - one.agreed);
  const mean = differences.reduce((sum, one) => sum + one, 0) / judgements;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const margin = (studentT[judgements - 2] ?? 1.96) * Math.sqrt(squares / (judgements - 1) / judgements);
  const interval = { low: mean - margin, high: mean + margin };
  return { judgements, mean, interval, reading: interval.high < 0 ? 'lenient' : interval.low > 0 ? 'severe' : 'none' };
}
