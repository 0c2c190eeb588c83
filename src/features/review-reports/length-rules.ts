type Pages = { pages: number };
type Limits = { governors: number; full: number };

const pages = (number: number): string => (number === 1 ? '1 page' : `${number} pages`);

/** Which of the two versions is longer than the trust allows, in sentences; empty where both are short enough. */
export function overLimit(lengths: { full: Pages; governors: Pages }, limits: Limits): string[] {
  const over = (what: string, has: number, limit: number) =>
    has > limit ? [`${what} has ${pages(has)} and may have ${limit}.`] : [];
  return [
    ...over('The version for governors', lengths.governors.pages, limits.governors),
    ...over('The full report', lengths.full.pages, limits.full),
  ];
}

/** `2 of 2 pages`, `3 of 2 pages: too long`. */
export const lengthWords = (has: number, limit: number): string =>
  `${has} of ${pages(limit)}${has > limit ? ': too long' : ''}`;
