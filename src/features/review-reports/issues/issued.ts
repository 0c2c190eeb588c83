import type { Found } from '../rules.ts';

/** A text of the report as it was issued, in full. */
export type IssuedPart = { part: string; title: string; body: string };

/** A theme as it was issued: the Trust's judgement and how the school saw itself, both as codes of the framework. */
export type IssuedTheme = { areaCode: string; title: string; gradeCode: string | null; ownGradeCode: string | null };

/** A finding as it was issued, in full and as governors read it. */
export type IssuedFinding = {
  id: string;
  number: number;
  areaCode: string | null;
  what: string;
  why: string;
  forGovernors: { what: string; why: string };
};

/** What this report said of a finding of the one before. */
export type IssuedFollowUp = { earlierFindingId: string; found: Found; words: string; findingId: string | null };
