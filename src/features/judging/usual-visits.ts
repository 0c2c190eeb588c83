import type { WorkloadPart } from '#core/workload/tables.ts';
import type { Activity } from './safety-rules.ts';

/** A visit as it usually is: how long it lasts, and what it costs all its people together, in minutes by part. */
export type UsualVisit = { lasts: number; parts: Partial<Record<WorkloadPart, number>> };

/**
 * What a visit of each kind usually costs, with preparing, feedback and writing up, and with both people of a conversation. This product's proposal, on the low
 * side of what trusts report; a timetable that has been made counts its own minutes.
 */
export const usualVisits: Record<Activity, UsualVisit> = {
  lesson_observation: {
    lasts: 30,
    parts: { preparing: 10, observing: 30, being_observed: 30, feedback: 30, writing: 15 },
  },
  work_scrutiny: { lasts: 40, parts: { preparing: 20, observing: 40, writing: 15 } },
  data: { lasts: 30, parts: { preparing: 10, meeting: 60, writing: 10 } },
  pupil_voice: { lasts: 30, parts: { preparing: 10, observing: 30, writing: 15 } },
  leadership_discussion: { lasts: 40, parts: { preparing: 10, meeting: 80, writing: 15 } },
};

/** Minutes of all people together. */
export const costOf = (visit: UsualVisit): number =>
  Object.values(visit.parts).reduce((sum, minutes) => sum + minutes, 0);
