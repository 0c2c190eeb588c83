import type { ExamWeek } from '#core/academic-year/queries.ts';
import { isSchoolDay, type Term, type TermWeek, termNames, terms, termWeeks } from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';

const compare = Temporal.PlainDate.compare;

/** A week of school as a calendar sees it: `ofTerm` counts the weeks of its term from 1. */
export type SchoolWeek = TermWeek & {
  ofTerm: number;
  schoolDays: number;
  first: boolean;
  last: boolean;
  exam: string | null;
};

/** The year of one school: its dates, its weeks of tests and its numbered weeks. */
export type SchoolYear = {
  dates: TermDates;
  exams: readonly ExamWeek[];
  weeks: readonly SchoolWeek[];
  /** The same weeks by `weekNumber`. */
  byNumber: ReadonlyMap<number, SchoolWeek>;
};

export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

/** Weeks from Monday to Sunday counted through all years, so that days can be compared by their weeks without making dates. */
export const weekNumber = (day: Temporal.PlainDate): number =>
  Math.floor((Date.UTC(day.year, day.month - 1, day.day) / 86_400_000 + 3) / 7);

const overlaps = (from: Temporal.PlainDate, to: Temporal.PlainDate, other: ExamWeek): boolean =>
  compare(from, other.endsOn) <= 0 && compare(other.startsOn, to) <= 0;

/** The weeks of tests and examinations that a span of days touches. */
export const examsIn = (
  exams: readonly ExamWeek[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): readonly ExamWeek[] => exams.filter((exam) => overlaps(from, to, exam));

/** Puts together what is known of a school's year. Weeks are empty where nobody has entered term dates. */
export function schoolYearOf(dates: TermDates, exams: readonly ExamWeek[]): SchoolYear {
  const numbered = termWeeks(dates);
  const weeks = terms.flatMap((term) => {
    const ofTerm = numbered.filter((week) => week.term === term);
    return ofTerm.map((week, index) => ({
      ...week,
      ofTerm: index + 1,
      schoolDays: [0, 1, 2, 3, 4].filter((days) => isSchoolDay(dates, week.monday.add({ days }))).length,
      first: index === 0,
      last: index === ofTerm.length - 1,
      exam: examsIn(exams, week.monday, week.monday.add({ days: 4 }))[0]?.name ?? null,
    }));
  });
  return { dates, exams, weeks, byNumber: new Map(weeks.map((week) => [weekNumber(week.monday), week])) };
}

/** The school week that holds a day; undefined in the holidays. */
export function weekAt(year: Pick<SchoolYear, 'byNumber'>, day: Temporal.PlainDate): SchoolWeek | undefined {
  return year.byNumber.get(weekNumber(day));
}

/** What speaks against a week, in words: nothing, or the first that holds. A week without school comes before all else. */
export function againstWeek(year: SchoolYear, monday: Temporal.PlainDate): string | null {
  const week = weekAt(year, monday);
  if (!week) return 'there is no school that week';
  if (week.first) return `it is the first week of the ${termNames[week.term]}`;
  if (week.last) return `it is the last week of the ${termNames[week.term]}`;
  if (week.exam !== null) return `it is a week of tests or examinations (${week.exam})`;
  return null;
}

/** The week that stands at the same place of the same term in another year; the last of that term where it is shorter. */
export function sameWeek(year: SchoolYear, term: Term, ofTerm: number): SchoolWeek | undefined {
  const weeks = year.weeks.filter((week) => week.term === term);
  return weeks.find((week) => week.ofTerm === ofTerm) ?? weeks.at(-1);
}

/** The first day of school in the week of a day; the day itself where there is none. */
export function firstSchoolDay(dates: TermDates, day: Temporal.PlainDate): Temporal.PlainDate {
  for (let date = day; date.dayOfWeek <= 5 && date.since(day).days < 5; date = date.add({ days: 1 }))
    if (isSchoolDay(dates, date)) return date;
  return day;
}
