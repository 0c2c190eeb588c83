import { academicYearOf, isSchoolDay, latestTermOn, type Term } from '../academic-year/rules.ts';
import type { TermDates } from '../academic-year/term-dates.ts';

/** `45 minutes`, `1 hour`, `3 hours 20 minutes`. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (hours === 0) return words(rest, 'minute');
  return rest === 0 ? words(hours, 'hour') : `${words(hours, 'hour')} ${words(rest, 'minute')}`;
}

/** `first` to `tenth`, then `11th`. */
export function ordinal(number: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  const word = words[number - 1];
  if (word) return word;
  const tens = number % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

/**
 * The term that a day counts for: the one that began last. A day before the first term counts for the autumn; where nobody has entered term dates, the
 * terms are taken to begin in September, in January and after Easter (mid-April).
 */
export function termOfDay(dates: TermDates, day: Temporal.PlainDate): Term {
  if (dates.halfTerms.length > 0) return latestTermOn(dates, day) ?? 'autumn';
  if (day.month >= 9) return 'autumn';
  return day.month < 4 || (day.month === 4 && day.day < 12) ? 'spring' : 'summer';
}

// More notice than anybody asks for is not counted out.
const longEnough = 120;

/**
 * School days of notice: from the day after being told up to and including the day itself, so that told on a Monday for the next Monday is five. Holidays do
 * not count. Where nobody has entered term dates, Mondays to Fridays do.
 */
export function schoolDaysOfNotice(
  dates: (academicYear: number) => TermDates,
  toldOn: Temporal.PlainDate,
  onDay: Temporal.PlainDate,
): number {
  let days = 0;
  for (
    let date = toldOn.add({ days: 1 });
    Temporal.PlainDate.compare(date, onDay) <= 0 && days < longEnough;
    date = date.add({ days: 1 })
  ) {
    const ofYear = dates(academicYearOf(date));
    const counts = ofYear.halfTerms.length > 0 ? isSchoolDay(ofYear, date) : date.dayOfWeek <= 5;
    if (counts) days += 1;
  }
  return days;
}
