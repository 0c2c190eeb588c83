/** A seeded source of random numbers, so that the same seed gives the same pupils. For tests, the demo and benchmarks only. */
export type Random = {
  /** 0 ≤ x < 1. */
  next: () => number;
  /** Whole, both ends included. */
  whole: (from: number, to: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(list: readonly [T, ...T[]]) => T;
  /** Standard normal. */
  normal: () => number;
  /** The place in a list of weights; 0 when all are 0. */
  weighted: (weights: readonly number[], at?: number) => number;
};

/** Mulberry32: small, fast and good enough for pupils that do not exist. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    weighted: (weights, at = next()) => {
      const total = weights.reduce((so, one) => so + one, 0);
      let left = at * total;
      for (const [place, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return place;
      }
      return 0;
    },
  };
}

/** Share of the standard normal below x (Abramowitz and Stegun 26.2.17, wrong by less than 0.0000001). */
export function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}
