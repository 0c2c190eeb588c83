import type { LimitCode } from '#core/workload/check-rules.ts';
import type { WorkloadPart, WorkloadPurpose } from '#core/workload/tables.ts';

export const partWords: Record<WorkloadPart, string> = {
  preparing: 'Preparing',
  being_observed: 'Being observed',
  observing: 'Observing',
  meeting: 'Meeting',
  feedback: 'Feedback',
  writing: 'Writing',
};

export const purposeWords: Record<WorkloadPurpose, string> = {
  formal_review: 'Formal reviews',
  informal_monitoring: 'Informal monitoring',
  appraisal: 'Appraisal',
  early_career: 'Early career teachers',
  peer: 'Among peers',
};

export const limitWords: Record<LimitCode, string> = {
  observations: 'Observations in a year',
  observed_minutes: 'Minutes observed in a year',
  notice: 'Notice',
  first_week: 'First week of term',
  last_week: 'Last week of term',
  exam_week: 'Weeks of examinations',
  observers: 'Observers at once',
  school_hours: 'Hours of the school in a term',
};

export const stateWords = {
  planned: 'Still planned',
  past: 'Day passed, not confirmed',
  done: 'Done',
  stopped: 'Stopped',
} as const;

/** `12.5`: hours to one decimal, for columns of figures. */
export const hours = (minutes: number): string =>
  (minutes / 60).toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
