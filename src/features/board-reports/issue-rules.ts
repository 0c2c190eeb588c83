import type { StaffName } from './privacy-rules.ts';
import { namesIn, smallNumbersIn } from './privacy-rules.ts';

/** Pages of A4 that the exceptions may take. */
export const exceptionPages = 2;

export type OwnText = { about: string; code: string | null; text: string };

export type ReadyFacts = {
  introduction: string;
  /** Everything that people wrote for the report: own words and decisions wanted. */
  texts: readonly OwnText[];
  staff: readonly StaffName[];
  /** The newest issue says the same already. */
  alreadySaid: boolean;
};

export type Blocker = { sentence: string; code: string | null };

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What stands in the way of issuing the report, with the part of it that mends it; empty when nothing does. */
export function issueBlockers({ introduction, texts, staff, alreadySaid }: ReadyFacts): Blocker[] {
  const blockers: Blocker[] = [];
  if (introduction.trim() === '')
    blockers.push({
      sentence: 'The introduction is empty. Say in a few sentences what trustees should take from this term.',
      code: 'introduction',
    });
  for (const { about, code, text } of texts) {
    const named = namesIn(text, staff);
    if (named.length > 0)
      blockers.push({
        sentence: `${about} names ${names.format(named)}. Staff below leader level are not named to trustees.`,
        code,
      });
    const few = smallNumbersIn(text);
    if (few.length > 0)
      blockers.push({
        sentence: `${about} says ${names.format(few.map((one) => `“${one}”`))}. Groups of fewer than six pupils are not told, because a child could be recognised.`,
        code,
      });
  }
  if (alreadySaid)
    blockers.push({ sentence: 'Nothing is different from the issue that trustees already have.', code: null });
  return blockers;
}
