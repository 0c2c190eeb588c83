import { sha256Hex } from '#platform/documents/sha256.ts';

/** A sentence of CommonMark text: the text itself, where it lies in it (UTF-16 offsets, end exclusive) and the hash it is known by. */
export type Sentence = { text: string; start: number; end: number; hash: string };

type Segment = { start: number; end: number };

const fence = /^ {0,3}(`{3,}|~{3,})/;
const notProse = /^ {0,3}(#{1,6}(\s|$)|\||(-{3,}|\*{3,}|_{3,}|={3,})\s*$)/;
const marker = /^\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+)+/;

/** Runs of prose: paragraphs and items. Headings, tables, rules and code are not prose. */
function proseOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let open: Segment | null = null;
  let fencedBy = '';
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    const end = at + line.length;
    at = end + 1;
    const fenced = fence.exec(line)?.[1]?.charAt(0) ?? '';
    if (fencedBy !== '' || fenced !== '') {
      if (fencedBy === '') fencedBy = fenced;
      else if (fenced === fencedBy) fencedBy = '';
      open = null;
      continue;
    }
    if (line.trim() === '' || notProse.test(line)) {
      open = null;
      continue;
    }
    const lead = marker.exec(line)?.[0].length ?? 0;
    if (open && lead === 0) open.end = end;
    else {
      open = { start: start + lead, end };
      segments.push(open);
    }
  }
  return segments;
}

const ending = /[.!?…]+["'”’)\]*_]*(?=\s)/g;
const abbreviation =
  /(?:^|[\s("'“‘*_])(?:mr|mrs|ms|miss|dr|prof|rev|st|sr|jr|no|nos|fig|vs|cf|approx|dept|eg|ie|e\.g|i\.e|etc|viz|a\.m|p\.m|[a-z])\.["'”’)\]*_]*$/i;
const lowerNext = /^\s+["'“‘(*_[]*\p{Ll}/u;

/** True where the text up to here ends a sentence and what follows begins another. */
function endsSentence(before: string, after: string): boolean {
  if (lowerNext.test(after)) return false;
  if (!/[.]["'”’)\]*_]*$/.test(before)) return true;
  // “Year 9 etc. Pupils …” may be cut too late, never in the middle of “Mr. Wren”.
  return !abbreviation.test(before);
}

/**
 * Splits CommonMark text into sentences. Deterministic: the same text gives the same sentences on every machine and in every version of Node.
 * Paragraphs and list items are split; headings, tables and code are left out.
 */
export function splitSentences(text: string): Sentence[] {
  return proseOf(text).flatMap(({ start, end }) => {
    const prose = text.slice(start, end);
    const cuts: number[] = [];
    for (const match of prose.matchAll(ending)) {
      const cut = match.index + match[0].length;
      if (endsSentence(prose.slice(cuts.at(-1) ?? 0, cut), prose.slice(cut))) cuts.push(cut);
    }
    return [...cuts, prose.length].flatMap((cut, index) => {
      const from = cuts[index - 1] ?? 0;
      const raw = prose.slice(from, cut);
      const trimmed = raw.trim();
      if (!/[\p{L}\p{N}]/u.test(trimmed)) return [];
      const offset = start + from + raw.indexOf(trimmed);
      return [{ text: trimmed, start: offset, end: offset + trimmed.length, hash: sentenceHash(trimmed) }];
    });
  });
}

/** The words of a sentence without marks, addresses of links, case, spacing and closing punctuation. */
export function normaliseSentence(sentence: string): string {
  return sentence
    .normalize('NFC')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~\\]/g, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?…"')\]]+$/u, '')
    .trim();
}

/** What a sentence is known by: the first 32 hexadecimal digits of the SHA-256 of its normalised words. */
export function sentenceHash(sentence: string): string {
  return sha256Hex(new TextEncoder().encode(normaliseSentence(sentence))).slice(0, 32);
}

/** The sentence as plain words, for a list of sentences. */
export function plainSentence(sentence: string): string {
  return sentence
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ');
}
