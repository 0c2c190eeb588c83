import { shortDate } from '#platform/clock.ts';

/** Where an analysis stands, as somebody may know it. */
export type StandingState = 'not-begun' | 'writing' | 'presented' | 'corrected-since';

type Known = {
  analysis_id: string | null;
  presented_at: Temporal.Instant | null;
  /** Of the snapshot whose figures the paper has, and of the one that is asked about. */
  paper_version: number | null;
  version: number;
};

/** `corrected-since`: presented, but the snapshot was corrected after. */
export function standingState(row: Known): StandingState {
  if (row.presented_at) return (row.paper_version ?? 0) >= row.version ? 'presented' : 'corrected-since';
  return row.analysis_id ? 'writing' : 'not-begun';
}

const on = (at: Temporal.Instant) => shortDate(at.toZonedDateTimeISO('Europe/London').toPlainDate());

/** The same in words, such as “Presented 20 Nov 2026”. */
export function standingWords(row: Known): string {
  const state = standingState(row);
  if (state === 'not-begun') return 'Not begun';
  if (state === 'writing' || !row.presented_at) return 'Being written';
  return `Presented ${on(row.presented_at)}${state === 'corrected-since' ? ', before the snapshot was corrected' : ''}`;
}

export const openQuestionsWords = (open: number): string =>
  open === 0 ? 'None open' : open === 1 ? '1 question' : `${open} questions`;
