/** Two grades of one thing, each by its place on the scale from 1 (best). */
export type GradedTwice = readonly [first: number, second: number];

export type Weights = (i: number, j: number, categories: number) => number;

/** Quadratic agreement weights 1 − (i − j)² / (k − 1)²: a grade apart weighs little, the whole scale apart everything. Fleiss and Cohen, 1973. */
export const quadratic: Weights = (i, j, categories) => 1 - ((i - j) / Math.max(categories - 1, 1)) ** 2;

export type Kappa = { value: number; standardError: number };

/** How often each place of the first met each place of the second, as shares. */
function shares(graded: readonly GradedTwice[], categories: number): number[][] {
  const table = Array.from({ length: categories }, () => Array.from({ length: categories }, () => 0));
  for (const [first, second] of graded) {
    const row = table[first - 1];
    const cell = row?.[second - 1];
    if (row === undefined || cell === undefined)
      throw new RangeError(`A grade lies outside the scale of ${categories}.`);
    row[second - 1] = cell + 1 / graded.length;
  }
  return table;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Cohen's weighted kappa of things that two people graded, with its large-sample standard error. Null where it does not exist: nothing was graded, or
 * both always gave one and the same grade, so that agreement by chance is already whole.
 *
 * Cohen, J. (1968), Weighted kappa, Psychological Bulletin 70, 213–220; the variance is formula 9 of Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969), Large
 * sample standard errors of kappa and weighted kappa, Psychological Bulletin 72, 323–327:
 * var = { Σ p[i][j] · (w[i][j] (1 − pe) − (w̄[i·] + w̄[·j]) (1 − po))² − (po·pe − 2pe + po)² } / (n (1 − pe)⁴).
 */
export function weightedKappa(
  graded: readonly GradedTwice[],
  categories: number,
  weights: Weights = quadratic,
): Kappa | null {
  if (graded.length === 0) return null;
  const p = shares(graded, categories);
  const places = p.map((_, place) => place);
  const w = (i: number, j: number) => weights(i, j, categories);
  const rows = p.map(total);
  const columns = places.map((j) => total(p.map((row) => row[j] ?? 0)));
  const rowWeights = places.map((i) => total(places.map((j) => w(i, j) * (columns[j] ?? 0))));
  const columnWeights = places.map((j) => total(places.map((i) => w(i, j) * (rows[i] ?? 0))));
  const observed = total(places.flatMap((i) => places.map((j) => w(i, j) * (p[i]?.[j] ?? 0))));
  const expected = total(places.map((i) => (rowWeights[i] ?? 0) * (rows[i] ?? 0)));
  if (1 - expected < 1e-12) return null;
  const spread = total(
    places.flatMap((i) =>
      places.map((j) => {
        const apart = w(i, j) * (1 - expected) - ((rowWeights[i] ?? 0) + (columnWeights[j] ?? 0)) * (1 - observed);
        return (p[i]?.[j] ?? 0) * apart ** 2;
      }),
    ),
  );
  const variance =
    (spread - (observed * expected - 2 * expected + observed) ** 2) / (graded.length * (1 - expected) ** 4);
  return { value: (observed - expected) / (1 - expected), standardError: Math.sqrt(Math.max(variance, 0)) };
}
