import { londonDate, shortDate } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';

type Access = {
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  ended_at: Temporal.Instant | null;
  granted_at: Temporal.Instant;
  reviewed_at: Temporal.Instant | null;
};

const before = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0;

/** Whether access stands on a day: it will begin, it stands, or it is over. */
export function accessState(access: Access, today: Temporal.PlainDate): 'future' | 'live' | 'over' {
  if (access.ended_at !== null || before(access.ends_on, today)) return 'over';
  return before(today, access.starts_on) ? 'future' : 'live';
}

/** Days before the last day of access, or of the year since it was last looked at, from which it waits to be looked at again. */
export const reviewNoticeDays = 30;

/**
 * The day by which access is to be looked at again: a year after it was granted or last kept, and in any case its last day. Null when it does not wait yet.
 * The model gives Trust staff full access without an end; that it is looked at each year is ours (docs/decisions/0008).
 */
export function reviewDueOn(access: Access, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (accessState(access, today) !== 'live') return null;
  const year = londonDate(access.reviewed_at ?? access.granted_at).add({ years: 1 });
  const due = before(year, access.ends_on) ? year : access.ends_on;
  return before(today.add({ days: reviewNoticeDays }), due) ? null : due;
}

/** The last day that access may have when it begins, or is kept, on a day: a year on. */
export const latestEnd = (from: Temporal.PlainDate): Temporal.PlainDate => from.add({ years: 1 });

/** What is wrong with the days of access that is to be granted or kept. */
export function dayProblems(
  days: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate },
  today: Temporal.PlainDate,
): FieldError[] {
  if (before(days.endsOn, days.startsOn))
    return [{ field: 'endsOn', message: 'The last day must not be before the first' }];
  if (before(days.endsOn, today)) return [{ field: 'endsOn', message: 'The last day must not have passed' }];
  const latest = latestEnd(before(days.startsOn, today) ? today : days.startsOn);
  return before(latest, days.endsOn)
    ? [{ field: 'endsOn', message: `Access is given for a year at most: ${shortDate(latest)} or earlier` }]
    : [];
}

/** “Until 31 Aug 2027”, “From 1 Jan 2027 until 31 Aug 2027”, “Ended 3 Nov 2026”. */
export function accessWords(access: Access, today: Temporal.PlainDate): string {
  const state = accessState(access, today);
  if (state === 'over') return `Ended ${shortDate(access.ended_at ? londonDate(access.ended_at) : access.ends_on)}`;
  const until = `until ${shortDate(access.ends_on)}`;
  return state === 'future' ? `From ${shortDate(access.starts_on)} ${until}` : `U${until.slice(1)}`;
}
