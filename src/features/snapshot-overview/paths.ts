type Query = Readonly<Record<string, string | null | undefined>>;

const addressOf =
  (path: string) =>
  (query: Query = {}): string => {
    const parts = Object.entries(query).flatMap(([name, value]) =>
      value ? [`${name}=${encodeURIComponent(value)}`] : [],
    );
    return parts.length > 0 ? `${path}?${parts.join('&')}` : path;
  };

const root = '/snapshots/overview';

/**
 * Addresses of the trust's view over its snapshots. Each takes what is chosen: `collection` (an id), `stage` (ks4), `of` (r, c or p), `beside` (trust, last,
 * target or national), `measure`, `by` (a breakdown), `sort` and `order`. What is left out is chosen by the page.
 */
export const snapshotOverviewPaths = {
  overview: addressOf(root),
  trends: addressOf(`${root}/trends`),
  changes: addressOf(`${root}/changes`),
  groups: addressOf(`${root}/groups`),
  missing: addressOf(`${root}/missing`),
};
