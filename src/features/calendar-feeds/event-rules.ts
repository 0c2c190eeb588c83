import type { CalendarEvent } from '#platform/calendar-file/write-calendar.ts';

/** An entry of a published calendar, as a feed needs it. */
export type FeedEntry = {
  id: string;
  title: string;
  school: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  daysKnown: boolean;
  stopped: boolean;
  revision: number;
  changedAt: Temporal.Instant;
};

/** An activity with its reader's name. */
export type FeedActivity = {
  id: string;
  kind: 'lesson_observation' | 'work_scrutiny' | 'data' | 'pupil_voice' | 'leadership_discussion';
  school: string;
  onDay: Temporal.PlainDate;
  /** `09:30:00`; null where the time is not known. */
  startsAt: string | null;
  minutes: number;
  place: string;
  /** True where the reader is observed or met, false where the reader is of the team. */
  withMe: boolean;
  cancelled: boolean;
  revision: number;
  changedAt: Temporal.Instant;
};

const activityWords: Record<FeedActivity['kind'], { team: string; met: string }> = {
  lesson_observation: { team: 'Lesson observation', met: 'Your lesson is observed' },
  work_scrutiny: { team: 'Work scrutiny', met: 'Work scrutiny with you' },
  data: { team: 'In-school data review', met: 'In-school data review with you' },
  pupil_voice: { team: 'Pupil voice', met: 'Pupil voice with you' },
  leadership_discussion: { team: 'Leadership discussion', met: 'Leadership discussion with you' },
};

/** In a feed over several schools each entry says whose it is. Until its days are known it fills its week without making anybody busy. */
export function eventOfEntry(entry: FeedEntry, naming: { school: boolean; url: string }): CalendarEvent {
  const title = entry.daysKnown ? entry.title : `Week of: ${entry.title}`;
  return {
    uid: `qa-entry-${entry.id}@cairn`,
    sequence: entry.revision - 1,
    changedAt: entry.changedAt,
    status: entry.stopped ? 'cancelled' : entry.daysKnown ? 'confirmed' : 'tentative',
    summary: naming.school ? `${title} (${entry.school})` : title,
    description: entry.daysKnown
      ? 'Sign in to Cairn to read more.'
      : 'The days of the week are not fixed yet. Sign in to Cairn to read more.',
    location: entry.school,
    url: naming.url,
    when: { from: entry.startsOn, to: entry.endsOn },
    free: !entry.daysKnown,
  };
}

/** What the team or the observed find in their own calendar. Its title stays on the page: it may name a teacher, and a calendar is often shared. */
export function eventOfActivity(activity: FeedActivity, url: string): CalendarEvent {
  const words = activityWords[activity.kind];
  const { onDay, startsAt, minutes } = activity;
  return {
    uid: `qa-activity-${activity.id}@cairn`,
    sequence: activity.revision - 1,
    changedAt: activity.changedAt,
    status: activity.cancelled ? 'cancelled' : 'confirmed',
    summary: activity.withMe ? words.met : words.team,
    description: 'Part of a review. Sign in to Cairn to read more.',
    location: [activity.withMe ? activity.place : '', activity.school].filter(Boolean).join(', '),
    url,
    when: startsAt
      ? { at: onDay.toPlainDateTime(Temporal.PlainTime.from(startsAt)), minutes }
      : { from: onDay, to: onDay },
  };
}
