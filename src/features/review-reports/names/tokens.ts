import { sentenceHash, splitSentences } from '#core/claims/sentence-rules.ts';

/** A word of a text: where it lies, and how it is compared (without case, accents and apostrophes). */
export type Token = { text: string; start: number; end: number; folded: string };

/** `O’Brien` and `Zoë` are `obrien` and `zoe`. */
export const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();

// An apostrophe belongs to a word where more than one letter follows: O’Brien, not the ’s of Okonjo’s.
const word = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]{2,})*/gu;

export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(word)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    folded: fold(match[0]),
  }));

export const isCapitalised = (token: Token): boolean => /^\p{Lu}/u.test(token.text);
export const isShouted = (token: Token): boolean => token.text.length > 1 && /^\p{Lu}+$/u.test(token.text);
export const isInitial = (token: Token): boolean => /^\p{Lu}$/u.test(token.text) && token.text !== 'I';

/** True where a sentence, an item or a heading begins at this place. */
export function beginsSentence(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (!/[\p{L}\p{N}]/u.test(line.replace(/^\s*(?:\d{1,3}[.)]\s+)?/, ''))) {
    // The first word of a line goes on with the sentence of the line before, unless a new paragraph or item begins.
    const before = text.slice(0, at).trimEnd();
    return (
      line.trim() !== '' || before === '' || /[.!?:]["'”’)*_]*$/.test(before) || /\n\s*\n\s*$/.test(text.slice(0, at))
    );
  }
  return /[.!?:]["'”’)\]*_]*\s+["'“‘([*_]*$/.test(line);
}

/** The sentence (or line of a heading) that lies around a place, with the hash that it is known by. */
export function sentenceAround(text: string, at: number): { sentence: string; hash: string } {
  const found = splitSentences(text).find((one) => one.start <= at && at < one.end);
  if (found) return { sentence: found.text, hash: found.hash };
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const sentence = text.slice(start, end === -1 ? undefined : end).trim();
  return { sentence, hash: sentenceHash(sentence) };
}
