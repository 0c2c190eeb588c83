/**
 * Which characters are given to Typst. `all`: every letter, mark, figure and sign, and the joiners between them; what no font has comes back from the compiler
 * by name. `tested`: Latin, Greek, Cyrillic, letters (no vowel points) of Hebrew and Arabic, punctuation, signs and arrows; for the rare text over which the
 * compiler ends (on some mixes of scripts with combining or unassigned characters: Typst 0.14.2, `shaping.rs:442`), and for no other.
 */
export type Characters = 'all' | 'tested';

const ALL = /[\p{L}\p{M}\p{N}\p{P}\p{S}\u200c\u200d]/u;
const TESTED =
  /[\u0020-\u007e\u00a0-\u036f\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9\u1e00-\u1eff\u2000-\u200b\u2010-\u2027\u202f-\u205e\u2070-\u209c\u20a0-\u20c0\u2100-\u218b\u2190-\u22ff\u2460-\u24ff\u2500-\u27bf\ufffd]/u;

/** Marks, joiners and skin tones change the character before them; without it they are nothing. */
const MODIFIER = /\p{M}|\p{Cf}|[\u{1f3fb}-\u{1f3ff}]/u;

const substitute = (character: string): string => (MODIFIER.test(character) ? '' : '□');

/** A text with "□" for each character that the PDF cannot print, and for a text of which nothing would be seen. */
export function printable(text: string, characters: Characters): string {
  const given = (character: string) =>
    (TESTED.test(character) && !/\p{Cn}/u.test(character)) || (characters === 'all' && ALL.test(character));
  // Letters with marks are put together first: more of them have a glyph so.
  const shown = [...text.normalize('NFC')]
    .map((character) => (given(character) ? character : substitute(character)))
    .join('');
  return text.trim() === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) ? shown : '□';
}

/** Words longer than this get places where a line may break; Typst would otherwise run them off the page. */
const LONG = 22;
const BREAK = '\u200b';

const breakWord = (word: string): string => {
  const letters = [...new Intl.Segmenter('en-GB').segment(word)].map(({ segment }) => segment);
  return letters.map((letter, at) => (at > 0 && at % 8 === 0 ? BREAK + letter : letter)).join('');
};

const UNTOUCHED: ReadonlySet<string> = new Set(['kind', 'id', 'href', 'align', 'tone', 'metaTitle']);

/**
 * The same JSON value ready for Typst: printable characters only, and zero-width spaces inside very long words (addresses, file names), save in
 * fields that are not printed (keys, addresses, the title in the file's metadata).
 */
export function printableTree(value: unknown, characters: Characters): unknown {
  if (typeof value === 'string')
    return printable(value, characters).replace(new RegExp(`\\S{${LONG},}`, 'gu'), breakWord);
  if (Array.isArray(value)) return value.map((part) => printableTree(part, characters));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, UNTOUCHED.has(key) ? part : printableTree(part, characters)]),
  );
}

/** The characters that Typst says it has no glyph for; empty if the error is another. They are read from its message: it has no other place. */
export function unprintable(error: unknown): ReadonlySet<string> {
  const message = error instanceof Error ? error.message : String(error);
  const named = [...message.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/gsu)].map(
    (match) => match[1] ?? '',
  );
  const characters = named.flatMap((name) => [
    ...name.replace(/\\+u\{([0-9a-f]+)\}/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  ]);
  return new Set(characters.filter((character) => (character.codePointAt(0) ?? 0) > 0x7e));
}

/** Puts "□" for each of the characters in a JSON text. */
export const replaceCharacters = (json: string, characters: ReadonlySet<string>): string =>
  [...json].map((character) => (characters.has(character) ? substitute(character) : character)).join('');
