import { isSchoolDay, type TermWeek, termWeeks } from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';

const day = Temporal.PlainDate;
type Day = Temporal.PlainDate;

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

/** The day of a term week nearest to a weekday on which there is school: that day, else a later one of the week, else an earlier. */
export function dayInWeek(dates: TermDates, week: Pick<TermWeek, 'monday'>, weekday: number): Day | null {
  const wanted = week.monday.add({ days: weekday - 1 });
  const later = [1, 2, 3, 4].map((days) => wanted.add({ days }));
  const earlier = [1, 2, 3, 4].map((days) => wanted.subtract({ days }));
  const inWeek = [wanted, ...later, ...earlier].filter(
    (date) => day.compare(date, week.monday) >= 0 && day.compare(date, week.monday.add({ days: 4 })) <= 0,
  );
  return inWeek.find((date) => isSchoolDay(dates, date)) ?? null;
}

/** The term week that a day lies in, or null where there is no school that week. */
const weekOf = (weeks: readonly TermWeek[], on: Day) =>
  weeks.findIndex((week) => week.monday.equals(on.subtract({ days: on.dayOfWeek - 1 })));

/**
 * Every second term week from the first meeting to the end of the year, by the dates of the school: weeks without school do not count, and where the weekday is
 * closed (a bank holiday, INSET) the meeting is on the next school day of that week, else on one before. Empty where the first day is not a school day.
 */
export function fortnightlyDates(dates: TermDates, firstOn: Day, weekday: number): Day[] {
  if (!isSchoolDay(dates, firstOn)) return [];
  const weeks = termWeeks(dates);
  const from = weekOf(weeks, firstOn);
  const rest = weeks.filter((_, index) => index > from && (index - from) % 2 === 0);
  return [firstOn, ...rest.flatMap((week) => dayInWeek(dates, week, weekday) ?? [])];
}

/** The same day a fortnight's row would have in its own week on another weekday; null where that week has no school. */
export function sameWeekOn(dates: TermDates, on: Day, weekday: number): Day | null {
  return dayInWeek(dates, { monday: on.subtract({ days: on.dayOfWeek - 1 }) }, weekday);
}
