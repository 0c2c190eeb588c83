import type { WorkloadShare } from '#core/workload/book-workload.ts';
import type { FieldError } from '#platform/errors.ts';
import type { ByHandPurpose } from './tables.ts';

export type ObservationInput = {
  personId: string;
  observerId: string | null;
  purpose: ByHandPurpose;
  onDay: Temporal.PlainDate;
  minutes: number;
  feedbackMinutes: number;
};

export const byHandPurposes: Record<ByHandPurpose, string> = {
  appraisal: 'For appraisal',
  early_career: 'Of an early career teacher',
  peer: 'Among peers',
};

const what: Record<ByHandPurpose, string> = {
  appraisal: 'Observation for appraisal',
  early_career: 'Observation of an early career teacher',
  peer: 'Observation among peers',
};

/** Nobody observes themselves, and what was entered lies in no year that has ended long ago. */
export function observationProblems(input: ObservationInput, today: Temporal.PlainDate): FieldError[] {
  const problems: FieldError[] = [];
  if (input.observerId === input.personId)
    problems.push({ field: 'observerId', message: 'Choose somebody else as the observer' });
  if (Temporal.PlainDate.compare(input.onDay, today.subtract({ years: 1 })) < 0)
    problems.push({ field: 'onDay', message: 'The day must lie within the last twelve months, or in the future' });
  if (Temporal.PlainDate.compare(input.onDay, today.add({ years: 1 })) > 0)
    problems.push({ field: 'onDay', message: 'The day must lie within the next twelve months' });
  return problems;
}

/** What an observation costs: being observed and observing, and feedback for both. What lies behind us is done. */
export function sharesOf(schoolId: string, input: ObservationInput, done: boolean): WorkloadShare[] {
  const about = {
    schoolId,
    departmentId: null,
    onDay: input.onDay,
    purpose: input.purpose,
    what: what[input.purpose],
    state: done ? ('done' as const) : ('planned' as const),
  };
  const pairs: [string | null, WorkloadShare['part'], number][] = [
    [input.personId, 'being_observed', input.minutes],
    [input.personId, 'feedback', input.feedbackMinutes],
    ...(input.observerId === null
      ? []
      : ([
          [input.observerId, 'observing', input.minutes],
          [input.observerId, 'feedback', input.feedbackMinutes],
        ] as [string, WorkloadShare['part'], number][])),
  ];
  return pairs
    .filter(([, , minutes]) => minutes > 0)
    .map(([personId, part, minutes]) => ({ ...about, personId, part, minutes }));
}

export type ObservationState = 'planned' | 'to_confirm' | 'done' | 'stopped';

/** Where an entered observation stands on a day: planned, its day over and nobody has said so, done, or stopped. */
export function stateOf(
  row: { on_day: Temporal.PlainDate; done_at: unknown; stopped_at: unknown },
  today: Temporal.PlainDate,
): ObservationState {
  if (row.stopped_at !== null) return 'stopped';
  if (row.done_at !== null) return 'done';
  return Temporal.PlainDate.compare(row.on_day, today) < 0 ? 'to_confirm' : 'planned';
}
