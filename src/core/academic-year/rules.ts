import type { TermDates } from './term-dates.ts';

export type Term = 'autumn' | 'spring' | 'summer';
export const terms: readonly Term[] = ['autumn', 'spring', 'summer'];
export const termNames: Record<Term, string> = { autumn: 'autumn term', spring: 'spring term', summer: 'summer term' };

const day = Temporal.PlainDate;

/** The academic year of a date by the year in which it began: 1 September 2026 to 31 August 2027 is 2026. Source: DfE. */
export function academicYearOf(date: Temporal.PlainDate): number {
  return date.month >= 9 ? date.year : date.year - 1;
}

/** `2026/27`. */
export function academicYearName(academicYear: number): string {
  return `${academicYear}/${String((academicYear + 1) % 100).padStart(2, '0')}`;
}

/** `autumn term 2026/27`. */
export const termInYear = (term: Term, academicYear: number): string =>
  `${termNames[term]} ${academicYearName(academicYear)}`;

/** The term of a half term: 1 and 2 are the autumn term, 3 and 4 spring, 5 and 6 summer. */
export function termOfHalfTerm(number: number): Term {
  return number <= 2 ? 'autumn' : number <= 4 ? 'spring' : 'summer';
}

function halfTermsOf(dates: TermDates, term: Term) {
  return dates.halfTerms.filter((half) => termOfHalfTerm(half.number) === term);
}

/** True on a Monday to Friday inside a half term that is not closed (bank holiday, INSET or other closure). */
export function isSchoolDay(dates: TermDates, date: Temporal.PlainDate): boolean {
  if (date.dayOfWeek > 5) return false;
  const inside = dates.halfTerms.some(
    (half) => day.compare(half.startsOn, date) <= 0 && day.compare(date, half.endsOn) <= 0,
  );
  return inside && !dates.closedDays.some((closed) => closed.equals(date));
}

/** The term that a date lies in, the half-term holiday included; null in the holidays between terms and where no dates are entered. */
export function termOf(dates: TermDates, date: Temporal.PlainDate): Term | null {
  for (const term of terms) {
    const halves = halfTermsOf(dates, term);
    const [first] = halves;
    const last = halves.at(-1);
    if (first && last && day.compare(first.startsOn, date) <= 0 && day.compare(date, last.endsOn) <= 0) return term;
  }
  return null;
}

/** The term that began last on or before a date, so that a day in the holidays belongs to the term before it; null before the first. */
export function latestTermOn(dates: TermDates, date: Temporal.PlainDate): Term | null {
  const begun = terms.filter((term) => {
    const [first] = halfTermsOf(dates, term);
    return first !== undefined && day.compare(first.startsOn, date) <= 0;
  });
  return begun.at(-1) ?? null;
}

/** The last school day of the week, or null in a week without one. */
function lastSchoolDayOfWeek(dates: TermDates, monday: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let offset = 4; offset >= 0; offset -= 1) {
    const date = monday.add({ days: offset });
    if (isSchoolDay(dates, date)) return date;
  }
  return null;
}

/** The last school day of a term; null unless the second half of the term has been entered. */
export function lastDayOfTerm(dates: TermDates, term: Term): Temporal.PlainDate | null {
  const half = dates.halfTerms.find((found) => found.number === { autumn: 2, spring: 4, summer: 6 }[term]);
  if (!half) return null;
  let date = half.endsOn;
  while (day.compare(date, half.startsOn) > 0 && !isSchoolDay(dates, date)) date = date.subtract({ days: 1 });
  return date;
}

export type Deadline = { on: Temporal.PlainDate; basis: 'school' | 'trust' | 'assumed' };

/**
 * The day by which the model wants the board's approval: the last day of the autumn term by the school's own dates, else the trust's. Where nobody has
 * entered them it is 31 December, and `basis` says `assumed`, so that the page can say so too.
 */
export function autumnDeadline(dates: TermDates): Deadline {
  const on = lastDayOfTerm(dates, 'autumn');
  if (!on) return { on: day.from({ year: dates.academicYear, month: 12, day: 31 }), basis: 'assumed' };
  return { on, basis: dates.own ? 'school' : 'trust' };
}

/** A week with at least one school day; `number` counts such weeks from the start of the academic year. */
export type TermWeek = {
  academicYear: number;
  number: number;
  monday: Temporal.PlainDate;
  lastDay: Temporal.PlainDate;
  term: Term;
};

const mondayOf = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });

const weeksKept = new WeakMap<TermDates, readonly TermWeek[]>();

/** The numbered weeks of a year in order. Weeks without a school day do not count. Worked out once for the same dates: pages ask for them school by school. */
export function termWeeks(dates: TermDates): readonly TermWeek[] {
  const kept = weeksKept.get(dates) ?? countWeeks(dates);
  weeksKept.set(dates, kept);
  return kept;
}

function countWeeks(dates: TermDates): TermWeek[] {
  const weeks: TermWeek[] = [];
  for (const half of dates.halfTerms) {
    for (
      let monday = mondayOf(half.startsOn);
      day.compare(monday, half.endsOn) <= 0;
      monday = monday.add({ days: 7 })
    ) {
      const lastDay = lastSchoolDayOfWeek(dates, monday);
      if (!lastDay || weeks.at(-1)?.monday.equals(monday)) continue;
      weeks.push({
        academicYear: dates.academicYear,
        number: weeks.length + 1,
        monday,
        lastDay,
        term: termOfHalfTerm(half.number),
      });
    }
  }
  return weeks;
}

/** The term week that holds a date; null in a week without school. */
export function termWeekOf(weeks: readonly TermWeek[], date: Temporal.PlainDate): TermWeek | null {
  const monday = mondayOf(date);
  return weeks.find((week) => week.monday.equals(monday)) ?? null;
}

/**
 * When the next of a fortnightly row of meetings is due: the last school day of the second term week after the last meeting. Holidays do not count.
 * `weeks` may run over several years (`termWeeks` of each, in order). A meeting held in the holidays counts for the term week before it. Null where
 * the weeks entered do not reach so far.
 */
export function fortnightlyDue(weeks: readonly TermWeek[], lastMeeting: Temporal.PlainDate): Temporal.PlainDate | null {
  const index = weeks.findLastIndex((week) => day.compare(week.monday, lastMeeting) <= 0);
  return weeks[index + 2]?.lastDay ?? null;
}

/** The school days of a year: 190 in most. */
export function countSchoolDays(dates: TermDates): number {
  let days = 0;
  for (const half of dates.halfTerms)
    for (let date = half.startsOn; day.compare(date, half.endsOn) <= 0; date = date.add({ days: 1 }))
      if (isSchoolDay(dates, date)) days += 1;
  return days;
}
