import type { FieldError } from '#platform/errors.ts';

export type Side = 'trust' | 'school';

export type Confirmation = { side: Side; of_revision: number; agrees: boolean; words: string };

export type ReviewState = 'planned' | 'overdue' | 'held' | 'confirmed' | 'disputed';

/**
 * Where a data review stands on a day. A confirmation counts for the revision that it was given to: when the record changes, both are asked again. A
 * disagreement is a state of its own and stays until the side says otherwise.
 */
export function stateOf(
  review: { planned_on: Temporal.PlainDate; held_on: Temporal.PlainDate | null; revision: number },
  confirmations: readonly Confirmation[],
  today: Temporal.PlainDate,
): ReviewState {
  if (review.held_on === null) return Temporal.PlainDate.compare(review.planned_on, today) < 0 ? 'overdue' : 'planned';
  const current = (['trust', 'school'] as const).map((side) =>
    confirmations.findLast((found) => found.side === side && found.of_revision === review.revision),
  );
  if (current.some((found) => found?.agrees === false)) return 'disputed';
  return current.every((found) => found?.agrees) ? 'confirmed' : 'held';
}

export const stateWords: Record<ReviewState, string> = {
  planned: 'The meeting is planned',
  overdue: 'The date has passed and nothing is recorded',
  held: 'Held; not yet confirmed by both',
  confirmed: 'Held, and confirmed by Trust and school',
  disputed: 'Held; one side sees the record differently',
};

/** The sides that have not confirmed the record as it stands. */
export function sidesToConfirm(
  review: { held_on: Temporal.PlainDate | null; revision: number },
  confirmations: readonly Confirmation[],
): Side[] {
  if (review.held_on === null) return [];
  return (['trust', 'school'] as const).filter(
    (side) => !confirmations.some((found) => found.side === side && found.of_revision === review.revision),
  );
}

/** What is wrong with the record of a meeting, by field. */
export function meetingProblems(
  heldOn: Temporal.PlainDate,
  attendees: number,
  today: Temporal.PlainDate,
): FieldError[] {
  const problems: FieldError[] = [];
  if (Temporal.PlainDate.compare(heldOn, today) > 0)
    problems.push({ field: 'heldOn', message: 'The meeting must have taken place' });
  if (attendees === 0) problems.push({ field: 'attendees', message: 'Say who was there' });
  return problems;
}

/** True where a line of enquiry should have been answered before today. */
export function isOverdue(
  line: { by_when: Temporal.PlainDate; answered_at: Temporal.Instant | null },
  today: Temporal.PlainDate,
): boolean {
  return line.answered_at === null && Temporal.PlainDate.compare(line.by_when, today) < 0;
}
