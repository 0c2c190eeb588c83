/** Why a published figure is not a number. The kinds are kept apart: none of them is 0. */
export type NullKind =
  | 'suppressed'
  | 'not_applicable'
  | 'not_published'
  | 'no_entries'
  | 'new_school'
  | 'low_coverage'
  | 'low'
  | 'missing';

export type Figure = { readonly kind: 'value'; readonly value: number } | { readonly kind: NullKind };

export type FigureResult =
  | { readonly ok: true; readonly figure: Figure }
  | { readonly ok: false; readonly message: string };

/**
 * How the file writes percentages: as points (`61%`, `61`) or as fractions (`0.61`).
 * Decided once per file (see `percentScale`), never cell by cell: `1` alone could be one per cent or all of them.
 */
export type PercentScale = 'points' | 'fraction';

/** Words of the “Compare school performance” files (abbreviations.xlsx, 2018/19; DNS and LOW from older years). */
const WORDS: ReadonlyMap<string, NullKind> = new Map<string, NullKind>([
  ['SUPP', 'suppressed'],
  ['NE', 'no_entries'],
  ['NP', 'not_published'],
  ['NA', 'not_applicable'],
  ['N/A', 'not_applicable'],
  ['NEW', 'new_school'],
  ['LOWCOV', 'low_coverage'],
  ['SP', 'low'],
  ['RE', 'not_published'],
  ['DNS', 'missing'],
  ['LOW', 'missing'],
  ['NULL', 'missing'],
]);

/** Symbols of Explore Education Statistics. They are lower case, which tells `low` (rounds to 0) from the older `LOW`. */
const SYMBOLS: ReadonlyMap<string, NullKind> = new Map<string, NullKind>([
  ['c', 'suppressed'],
  ['z', 'not_applicable'],
  ['x', 'not_published'],
  [':', 'not_published'],
  ['low', 'low'],
  ['~', 'low'],
  ['u', 'low_coverage'],
  ['k', 'low'],
  ['.', 'missing'],
  ['..', 'missing'],
  ['-', 'missing'],
  ['', 'missing'],
]);

const BANDS: ReadonlyMap<string, number> = new Map([
  ['well above average', 1],
  ['above average', 2],
  ['average', 3],
  ['below average', 4],
  ['well below average', 5],
]);

const NUMBER = /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/;

/** What a word or symbol that is no number means, or undefined. */
export function nullKind(text: string): NullKind | undefined {
  return SYMBOLS.get(text) ?? WORDS.get(text.toUpperCase());
}

/**
 * A cell of a number column. `unit` settles what is allowed: `percent` takes a sign and the file's scale, `band` takes 1 to 5 or its words.
 * Returns a message for a word that is not known, so that one field is left out and not the file.
 */
export function parseFigure(cell: string, unit: string, scale: PercentScale = 'points'): FigureResult {
  const text = cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
  const kind = nullKind(text);
  if (kind) return { ok: true, figure: { kind } };
  if (unit === 'band') return band(text);
  const signed = text.endsWith('%');
  const digits = (signed ? text.slice(0, -1).trimEnd() : text).replace('\u2212', '-');
  if (digits === '' || !/\d/.test(digits) || !NUMBER.test(digits)) {
    return {
      ok: false,
      message: `“${text.slice(0, 40)}” is neither a number nor a word that DfE uses for a missing figure. It was left out.`,
    };
  }
  if (signed && unit !== 'percent')
    return { ok: false, message: 'A percentage stands in a column that is not one. It was left out.' };
  const number = Number(digits.replaceAll(',', ''));
  const value = unit === 'percent' && scale === 'fraction' && !signed ? Number((number * 100).toPrecision(12)) : number;
  if (unit === 'percent' && Math.abs(value) > 100) {
    return { ok: false, message: `${value} per cent is not possible. It was left out.` };
  }
  return { ok: true, figure: { kind: 'value', value } };
}

function band(text: string): FigureResult {
  const value = BANDS.get(text.toLowerCase()) ?? (/^[1-5]$/.test(text) ? Number(text) : undefined);
  return value === undefined
    ? {
        ok: false,
        message: `“${text.slice(0, 40)}” is not a progress band (1 well above average to 5 well below). It was left out.`,
      }
    : { ok: true, figure: { kind: 'value', value } };
}

/**
 * The scale of a file from cells of its percentage columns. Fractions only when no cell has a sign, none is beyond 1 and at least one lies
 * between 0 and 1 with two or more decimals; else points. A file whose percentages are all 0 and 1 is read as points.
 */
export function percentScale(cells: Iterable<string>): PercentScale {
  let between = false;
  for (const cell of cells) {
    const text = cell.trim();
    if (text.endsWith('%')) return 'points';
    if (text === '' || !NUMBER.test(text)) continue;
    const size = Math.abs(Number(text.replaceAll(',', '')));
    if (size > 1) return 'points';
    if (size > 0 && size < 1 && /\.\d\d/.test(text)) between = true;
  }
  return between ? 'fraction' : 'points';
}
