const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/;
const MIDDLE = /^\d{11}[0-9A-HJ-NP-RT-Z]$/;

/** Value of a character: a digit is itself, a letter its place among the 23 (A is 0). */
const worth = (character: string): number => (/\d/.test(character) ? Number(character) : LETTERS.indexOf(character));

/**
 * The check letter of a unique pupil number, from its characters 2 to 13 (LA, establishment, year, serial). Null when they are no such
 * characters. Source: DfE, UPN guide: Σ value × position, modulo 23.
 */
export function upnCheckLetter(rest: string): string | null {
  if (!MIDDLE.test(rest)) return null;
  const total = [...rest].reduce((so, character, at) => so + worth(character) * (at + 2), 0);
  return LETTERS[total % 23] ?? null;
}

/**
 * Whether a text is a unique pupil number with its right check letter. A letter at the end (a temporary number) is allowed. Capitals only: put
 * the text into capitals and take the spaces off first. LA codes that exist are not checked here, except that none begins with 0.
 */
export function isValidUpn(text: string): boolean {
  return SHAPE.test(text) && text[1] !== '0' && upnCheckLetter(text.slice(1)) === text[0];
}

/** Codes of local authorities that have allocated numbers, today's and former ones, as ranges. From memory of DfE's list: a hint, no proof. */
const AUTHORITIES: readonly (readonly [number, number])[] = [
  [201, 213],
  [301, 320],
  [330, 336],
  [340, 344],
  [350, 359],
  [370, 373],
  [380, 384],
  [390, 394],
  [420, 420],
  [660, 681],
  [701, 708],
  [800, 896],
  [908, 943],
];

/** Whether characters 2 to 4 are a local authority that we know of; a number of another is worth a look, not a refusal. */
export function hasKnownAuthority(upn: string): boolean {
  const code = Number(upn.slice(1, 4));
  return AUTHORITIES.some(([from, to]) => code >= from && code <= to);
}
