import type { ProposedSchool, RegisterTrust } from './rules.ts';

/** What has been chosen so far, kept in the database so that a reload or a closed tab loses nothing. */
export type SetUpDraft = {
  /** What the files held, cut to what was searched for. */
  candidates: RegisterTrust[];
  /** What was read and what was not, in sentences. */
  notes: string[];
  search: string;
  chosen: { name: string; uid: string | null; companiesHouseNumber: string | null; schools: ProposedSchool[] } | null;
};

export const emptyDraft: SetUpDraft = { candidates: [], notes: [], search: '', chosen: null };
