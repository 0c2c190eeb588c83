/** The limits that a trust has set itself for quality assurance. */
export type WorkloadLimits = {
  /** Being observed, for whatever purpose, at most so often in an academic year. */
  observationsAYear: number;
  observedMinutesAYear: number;
  /** From this observation on, the page warns. */
  warnAtObservations: number;
  /** School days between being told and being observed. */
  noticeSchoolDays: number;
  observersAtMost: number;
  /** Hours of all people of one school in one term. */
  schoolHoursATerm: number;
  notInFirstWeek: boolean;
  notInLastWeek: boolean;
  notInExamWeeks: boolean;
};

/**
 * What holds until a trust sets its own: three observations and 180 minutes a year over all purposes, a warning at the second, five school days' notice, two
 * observers. Source: DOMAIN 4.4 (the app's own rule, after the NEU's policy); the hours of a school are this product's proposal.
 */
export const defaultLimits: WorkloadLimits = {
  observationsAYear: 3,
  observedMinutesAYear: 180,
  warnAtObservations: 2,
  noticeSchoolDays: 5,
  observersAtMost: 2,
  schoolHoursATerm: 120,
  notInFirstWeek: true,
  notInLastWeek: true,
  notInExamWeeks: true,
};
