import type { ActivityKind, ReviewState, ReviewStep } from './tables.ts';

/** Where a review stands, in words for its page and for a list. */
export const reviewStates = {
  preparing: { words: 'Being prepared. The school does not see it yet', short: 'Being prepared' },
  shared: { words: 'Shared with the school', short: 'Shared' },
  gathered: { words: 'Evidence is complete', short: 'Evidence complete' },
  cancelled: { words: 'Cancelled', short: 'Cancelled' },
} as const satisfies Record<ReviewState, { words: string; short: string }>;

type StepRule = { from: readonly ReviewState[]; to: ReviewState; summary: string; needsReason: boolean };

/** Every step of a review. What undoes something needs its reason. */
export const reviewSteps = {
  prepared: { from: [], to: 'preparing', summary: 'began to prepare the review', needsReason: false },
  shared: { from: ['preparing'], to: 'shared', summary: 'shared the review with the school', needsReason: false },
  shared_again: {
    from: ['shared'],
    to: 'shared',
    summary: 'changed the review after it had been shared',
    needsReason: true,
  },
  gathered: { from: ['shared'], to: 'gathered', summary: 'closed the evidence of the review', needsReason: false },
  reopened: { from: ['gathered'], to: 'shared', summary: 'reopened the evidence of the review', needsReason: true },
  cancelled: { from: ['preparing', 'shared'], to: 'cancelled', summary: 'cancelled the review', needsReason: true },
} as const satisfies Record<ReviewStep, StepRule>;

/** The state that a step leads to, or null where it cannot be taken from here. */
export function stateAfter(state: ReviewState, step: ReviewStep): ReviewState | null {
  const rule: StepRule = reviewSteps[step];
  return rule.from.includes(state) ? rule.to : null;
}

/** Team, themes and timetable can be changed. */
export const isOpen = (state: ReviewState): boolean => state === 'preparing' || state === 'shared';

/** The activities of the model, as people call them; `unit` is what one of them looks at. */
export const activityKinds = {
  lesson_observation: { label: 'Lesson observation', unit: 'Class, subject and year' },
  work_scrutiny: { label: 'Work scrutiny', unit: 'Whose work: subject, year, how many books' },
  data: { label: 'In-school data review', unit: 'Which data: snapshot, measures, groups' },
  pupil_voice: { label: 'Pupil voice', unit: 'Which pupils: year and subject, five or more' },
  leadership_discussion: { label: 'Leadership discussion', unit: 'About what' },
} as const satisfies Record<ActivityKind, { label: string; unit: string }>;
export const activityKindNames = Object.keys(activityKinds) as [ActivityKind, ...ActivityKind[]];
export const isActivityKind = (text: string): text is ActivityKind => Object.hasOwn(activityKinds, text);

/** Days after a review for which a reviewer from another school keeps the role: to finish writing and to answer questions. */
export const daysAfterReview = 28;

/** Pupils in a group that is asked: fewer could be told apart by what they said. */
export const fewestPupils = 5;
