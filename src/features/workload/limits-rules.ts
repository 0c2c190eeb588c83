import { minutesInWords } from '#core/workload/count-rules.ts';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import type { FieldError } from '#platform/errors.ts';

/** The limits in words, each with what it is about. */
export function limitsInWords(limits: WorkloadLimits): { key: string; value: string }[] {
  const left = [
    ...(limits.notInFirstWeek ? ['the first week of a term'] : []),
    ...(limits.notInLastWeek ? ['the last week of a term'] : []),
    ...(limits.notInExamWeeks ? ['weeks of examinations'] : []),
  ];
  return [
    {
      key: 'Observations of one person in a year',
      value: `${limits.observationsAYear} at most, with a warning from number ${limits.warnAtObservations} on`,
    },
    { key: 'Time observed in a year', value: `${minutesInWords(limits.observedMinutesAYear)} at most` },
    {
      key: 'Notice before an observation',
      value: `${limits.noticeSchoolDays} school ${limits.noticeSchoolDays === 1 ? 'day' : 'days'}`,
    },
    { key: 'Observers at once', value: `${limits.observersAtMost} at most` },
    { key: 'Nobody is observed in', value: left.length > 0 ? left.join(', ') : 'No week is left out' },
    { key: 'Hours of a school in a term', value: `${limits.schoolHoursATerm} at most, of all its people` },
  ];
}

/** A warning comes before the limit, or with it. */
export function limitProblems(limits: WorkloadLimits): FieldError[] {
  return limits.warnAtObservations > Math.max(1, limits.observationsAYear)
    ? [{ field: 'warnAtObservations', message: 'The warning must come before the limit, or with it' }]
    : [];
}
