import type { Figure, NullKind } from './types.ts';

export type Difference = 'too few pupils to tell' | 'could be chance' | 'a real change';
const FEW = 6;

/**
 * Whether two figures of different pupils (two years, two groups) differ by more than chance: by the 95 % interval of their difference (the square
 * root of the sum of squares of both half-widths). Below six pupils in either, or without intervals, it cannot be told. A figure without pupils of
 * its own (a national one) has no interval: give it as its value alone.
 */
export function differs(a: Figure, b: Figure | number): Difference {
  const other = typeof b === 'number' ? { value: b, lower: b, upper: b, pupils: Number.POSITIVE_INFINITY } : b;
  if (a.value === null || other.value === null || a.pupils < FEW || other.pupils < FEW) return 'too few pupils to tell';
  if (a.lower === null || a.upper === null || other.lower === null || other.upper === null)
    return 'too few pupils to tell';
  const [low, high] = a.value <= other.value ? [a, other] : [other, a];
  const lowSide = (low.upper ?? 0) - (low.value ?? 0);
  const highSide = (high.value ?? 0) - (high.lower ?? 0);
  const apart = (high.value ?? 0) - (low.value ?? 0);
  return apart > Math.hypot(lowSide, highSide) ? 'a real change' : 'could be chance';
}

export type Gap = { value: number | null; nullKind: NullKind | null; difference: Difference };

/** First less second, not rounded: round it when it is printed (`formatGap`). Null where either has no figure. */
export function gapOf(first: Figure, second: Figure | number): Gap {
  const other = typeof second === 'number' ? { value: second, nullKind: null } : second;
  if (first.value === null || other.value === null) {
    const kinds = [first.nullKind, other.nullKind];
    const nullKind = kinds.includes('suppressed')
      ? 'suppressed'
      : (kinds.find((kind) => kind !== null) ?? 'not-available');
    return { value: null, nullKind, difference: 'too few pupils to tell' };
  }
  return { value: first.value - other.value, nullKind: null, difference: differs(first, second) };
}
