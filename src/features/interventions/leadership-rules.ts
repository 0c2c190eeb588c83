/** The longest that the Trust leads an aspect of a school before the board looks again, in months. */
export const longestLeadershipMonths = 12;

type Dates = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

/** What is wrong with the dates of a proposed direct leadership, by field. */
export function leadershipProblems({ startsOn, endsOn }: Dates, today: Temporal.PlainDate) {
  const compare = Temporal.PlainDate.compare;
  const problem = (message: string): { field: string; message: string }[] => [{ field: 'endsOn', message }];
  if (compare(endsOn, startsOn) <= 0) return problem('The last day must come after the first day');
  if (compare(endsOn, today) <= 0) return problem('The last day must lie in the future');
  if (compare(endsOn, startsOn.add({ months: longestLeadershipMonths })) > 0)
    return problem(`Direct leadership lasts at most ${longestLeadershipMonths} months before the board decides again`);
  return [];
}

export type LeadershipState =
  | 'proposed'
  | 'lapsed'
  | 'declined'
  | 'authorised'
  | 'in_force'
  | 'overdue'
  | 'handed_back';

/**
 * Where a direct leadership stands on a day. Only the board's authority puts it in force; past its last day without a hand-back it is overdue, and still
 * led. A proposal that the board had not decided on when the intervention ended has lapsed.
 */
export function leadershipState(
  leadership: { starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate },
  steps: readonly { step: 'authorised' | 'declined' | 'handed_back' }[],
  today: Temporal.PlainDate,
  interventionOpen: boolean,
): LeadershipState {
  const took = (step: string) => steps.some((found) => found.step === step);
  if (took('handed_back')) return 'handed_back';
  if (took('declined')) return 'declined';
  if (!took('authorised')) return interventionOpen ? 'proposed' : 'lapsed';
  if (Temporal.PlainDate.compare(today, leadership.starts_on) < 0) return 'authorised';
  return Temporal.PlainDate.compare(today, leadership.ends_on) > 0 ? 'overdue' : 'in_force';
}

/** The Trust leads this, or is going to: it has to be handed back one day. */
export const isLed = (state: LeadershipState): boolean =>
  state === 'authorised' || state === 'in_force' || state === 'overdue';

export const leadershipWords: Record<LeadershipState, string> = {
  proposed: 'Proposed: the board has not decided',
  lapsed: 'Not decided before the intervention ended',
  declined: 'Declined by the board',
  authorised: 'Authorised by the board, has not begun',
  in_force: 'Led by the Trust',
  overdue: 'Past its last day, not handed back',
  handed_back: 'Handed back to the school',
};
