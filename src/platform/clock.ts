/** Where every moment comes from; tests pass a fixed one. */
export type Clock = { now(): Temporal.Instant };

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that always says the same moment; `at` is an ISO instant such as `2026-11-23T09:00:00Z`. */
export function fixedClock(at: string): Clock {
  const instant = Temporal.Instant.from(at);
  return { now: () => instant };
}

/** The date in London at a moment. */
export function londonDate(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO('Europe/London').toPlainDate();
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `3 September 2026`. */
export function longDate(date: Temporal.PlainDate): string {
  return `${date.day} ${months[date.month - 1]} ${date.year}`;
}

/** `3 Sep 2026`, for tables. */
export function shortDate(date: Temporal.PlainDate): string {
  return `${date.day} ${months[date.month - 1]?.slice(0, 3)} ${date.year}`;
}

/** `September 2026`, where the day would say too much. */
export function monthOf(date: Temporal.PlainDate): string {
  return `${months[date.month - 1]} ${date.year}`;
}

/** `3 September 2026 at 21:04`, London time. */
export function longMoment(instant: Temporal.Instant): string {
  const zoned = instant.toZonedDateTimeISO('Europe/London');
  const minutes = String(zoned.minute).padStart(2, '0');
  return `${longDate(zoned.toPlainDate())} at ${String(zoned.hour).padStart(2, '0')}:${minutes}`;
}
