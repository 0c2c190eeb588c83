import type { Term } from '#core/academic-year/rules.ts';
import { type Block, blocksFromMarkdown } from '#platform/documents/index.ts';
import type { Facts, PlanFact } from '../facts.ts';

export type ReportForPrint = {
  academicYear: number;
  term: Term;
  trustName: string;
  /** null where nobody holds the role. */
  executivePrincipal: string | null;
  facts: Facts;
  /** What trustees were told in the report before; null for the first. */
  before: { academicYear: number; term: Term; facts: Facts } | null;
  assembledAt: string;
  date: Temporal.PlainDate;
  issueNumber: number | null;
  /** The Executive Principal's own words by section or by school. */
  words: ReadonlyMap<string, string>;
  decisions: readonly string[];
};

export const ragWords = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Reached', none: 'Not yet rated' } as const;

/** The Executive Principal's own words on a part, as blocks below its heading. */
export function ownWords(report: ReportForPrint, code: string, below: 1 | 2 = 1): readonly Block[] {
  const body = report.words.get(code)?.trim() ?? '';
  return body === '' ? [] : blocksFromMarkdown(body, { below });
}

export const ratingKeys = ['red', 'amber', 'green', 'blue', 'none'] as const;

/** `1 red, 2 amber`: how many criteria of a plan stand at each rating. */
export function ratingsInWords({ ratings, beingWritten }: Pick<PlanFact, 'ratings' | 'beingWritten'>): string {
  if (beingWritten) return 'not yet open to trustees';
  const told = ratingKeys
    .filter((key) => ratings[key] > 0)
    .map((key) => `${ratings[key]} ${ragWords[key].toLowerCase()}`);
  return told.length > 0 ? told.join(', ') : 'no criteria yet';
}
