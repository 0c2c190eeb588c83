import { splitSentences } from '#core/claims/sentence-rules.ts';
import type { Replacement } from './name-rules.ts';

const graded =
  /\b(?:graded?|judged|rated|scored)\b|\b(?:outstanding|inadequate|requires improvement|exceptional|strong standard|expected standard|needs attention|urgent improvement)\b|\b[1-4] \p{Lu}\p{L}+/iu;

/**
 * Sentences that name somebody of the school beside a grade. No report says of one person how well they teach or lead, in either version: a lesson is never
 * graded, a theme is.
 */
export function gradedPeople(text: string, replacements: readonly Replacement[]): string[] {
  return splitSentences(text)
    .filter((sentence) => replacements.some((one) => one.start >= sentence.start && one.start < sentence.end))
    .filter((sentence) => graded.test(sentence.text))
    .map((sentence) => sentence.text);
}
