import { normaliseSentence, type Sentence, splitSentences } from './sentence-rules.ts';

export type ClaimLink = { part: string; hash: string; evidenceId: string };
export type ClaimWaiver = { part: string; hash: string; kind: 'waived' | 'not_a_claim'; reason: string | null };

/**
 * How a sentence stands: `supported` by evidence that has not been withdrawn; `waived` with a reason; `not_a_claim`; `unsupported`, which stops the
 * review from being issued; `free`, in a section, where evidence may be given but need not.
 */
export type ClaimState = 'supported' | 'waived' | 'not_a_claim' | 'unsupported' | 'free';

/** A sentence of a part of a paper, with what stands behind it. */
export type Claim<Part extends string = string> = {
  part: Part;
  sentence: Sentence;
  state: ClaimState;
  evidenceIds: string[];
  reason: string | null;
};

/**
 * The sentences of one part with what stands behind each. `live` holds the evidence that has not been withdrawn; `needed` says whether every sentence of
 * this part is a claim unless an author says otherwise.
 */
export function claimsOf<Part extends string>(
  part: Part,
  body: string,
  links: readonly ClaimLink[],
  waivers: readonly ClaimWaiver[],
  live: ReadonlySet<string>,
  needed: boolean,
): Claim<Part>[] {
  return splitSentences(body).map((sentence) => {
    const mine = (anchor: { part: string; hash: string }) => anchor.part === part && anchor.hash === sentence.hash;
    const evidenceIds = links.filter((link) => mine(link) && live.has(link.evidenceId)).map((link) => link.evidenceId);
    const waiver = waivers.find(mine);
    const state: ClaimState =
      evidenceIds.length > 0 ? 'supported' : waiver ? waiver.kind : needed ? 'unsupported' : 'free';
    return { part, sentence, state, evidenceIds, reason: waiver?.reason ?? null };
  });
}

const negations = new Set([
  'no',
  'not',
  'never',
  'none',
  'nor',
  'neither',
  'without',
  'few',
  'cannot',
  'rarely',
  'ineffective',
]);

const wordsOf = (sentence: string): string[] =>
  normaliseSentence(sentence).match(/[\p{L}\p{N}%'.,-]*[\p{L}\p{N}%]/gu) ?? [];

/** Figures and negations: where they change, the sentence says something else and its evidence has to be looked at again. */
function weightOf(words: readonly string[]): string {
  const heavy = words.filter((word) => /\d/.test(word) || negations.has(word) || word.endsWith("n't"));
  return heavy.sort().join(' ');
}

/** How alike two sentences are: twice the words they share, by all their words (Dice), from 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let shared = 0;
  for (const word of a) {
    const at = left.indexOf(word);
    if (at >= 0) {
      shared += 1;
      left.splice(at, 1);
    }
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}

const alikeEnough = 0.6;

/** A sentence that evidence or a waiver was given to: its hash and its words at that time. */
export type Anchor = { hash: string; sentence: string };

/**
 * Which sentence of the new text each anchored sentence has become. An anchor whose sentence still stands is not in the answer; nor is one whose sentence
 * was deleted, rewritten, or had its figures or negations changed. Each new sentence takes the place of one old sentence at most.
 */
export function movedSentences(oldText: string, newText: string, anchors: readonly Anchor[]): Map<string, Sentence> {
  const known = new Set(splitSentences(oldText).map((sentence) => sentence.hash));
  const after = splitSentences(newText);
  const standing = new Set(after.map((sentence) => sentence.hash));
  const fresh = after.filter((sentence) => !known.has(sentence.hash));
  const pairs = anchors
    .filter((anchor) => !standing.has(anchor.hash))
    .flatMap((old) => {
      const oldWords = wordsOf(old.sentence);
      return fresh.flatMap((candidate) => {
        const words = wordsOf(candidate.text);
        const score = likeness(oldWords, words);
        return score >= alikeEnough && weightOf(oldWords) === weightOf(words) ? [{ old, candidate, score }] : [];
      });
    });
  const moved = new Map<string, Sentence>();
  const taken = new Set<string>();
  for (const { old, candidate } of pairs.sort((a, b) => b.score - a.score)) {
    if (moved.has(old.hash) || taken.has(candidate.hash)) continue;
    moved.set(old.hash, candidate);
    taken.add(candidate.hash);
  }
  return moved;
}
