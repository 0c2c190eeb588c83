import { sentenceHash, splitSentences } from '#core/claims/sentence-rules.ts';

/** A sentence of a review and the names of the evidence behind it; `waived` holds a reason instead, and neither leaves it unsupported. */
export type MarkedSentence = { hash: string; evidence: string[]; waived: string | null };

/**
 * Prose with a mark after each sentence: `Pupils read well.{reading-walk, books}` names evidence, `Staff are proud.{= reason}` waives with a reason,
 * and `{}` leaves the sentence without either. Returns the text without marks and what was marked.
 */
export function readMarked(marked: string): { body: string; sentences: MarkedSentence[] } {
  const sentences = [...marked.matchAll(/([^{}]+)\{([^}]*)\}/g)].map(([, text = '', mark = '']): MarkedSentence => {
    const found = splitSentences(text.trim());
    if (found.length !== 1) throw new Error(`One mark stands for one sentence, not for ${found.length}: ${text}`);
    const waived = mark.startsWith('=') ? mark.slice(1).trim() : null;
    const evidence = waived === null ? mark.split(',').map((name) => name.trim()) : [];
    return { hash: sentenceHash(text.trim()), waived, evidence: evidence.filter((name) => name !== '') };
  });
  const body = marked.replaceAll(/\{[^}]*\}/g, '').trim();
  if (splitSentences(body).length !== sentences.length) throw new Error(`A sentence without a mark in: ${body}`);
  return { body, sentences };
}
