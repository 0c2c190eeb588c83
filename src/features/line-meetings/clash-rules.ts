import type { TermDates } from '#core/academic-year/term-dates.ts';
import { longDate } from '#platform/clock.ts';
import { fortnightlyDates } from './date-rules.ts';

/** Where somebody is: a day, from when and for how long, and with whom. */
export type Held = { on: Temporal.PlainDate; at: string; minutes: number; school: string };

const minuteOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

/** True where one person would be in two places at once. */
export function overlaps(one: Held, other: Held): boolean {
  if (!one.on.equals(other.on)) return false;
  const [from, until] = [minuteOf(one.at), minuteOf(other.at)];
  return from < until + other.minutes && until < from + one.minutes;
}

/** The first clash of some meetings with others, as a sentence; null where there is none. */
export function firstClash(wanted: readonly Held[], others: readonly Held[]): string | null {
  for (const one of wanted) {
    const other = others.find((each) => overlaps(one, each));
    if (other) return `On ${longDate(one.on)} at ${other.at} there is a meeting at ${other.school} already`;
  }
  return null;
}

export type Place = { schoolId: string; school: string; dates: TermDates };
export type Proposal = {
  schoolId: string;
  school: string;
  weekday: number;
  at: string;
  dates: Temporal.PlainDate[];
};

type Wishes = {
  /** The Monday from which the first fortnight counts. */
  from: Temporal.PlainDate;
  weekdays: readonly number[];
  times: readonly string[];
  minutes: number;
};

/** A first meeting in the first or the second week, on one of the weekdays. */
const firstDays = ({ from, weekdays }: Wishes): Temporal.PlainDate[] =>
  [0, 7].flatMap((week) => weekdays.map((weekday) => from.add({ days: week + weekday - 1 })));

/**
 * A weekday, a time and a first day for every school, so that whoever holds them all is never in two places at once: the first that fits all year beside what is
 * arranged already and beside the schools before it. Schools for which nothing fits come back by name.
 */
export function proposeSeries(
  schools: readonly Place[],
  wishes: Wishes,
  arranged: readonly Held[],
): { proposals: Proposal[]; without: string[] } {
  const taken = [...arranged];
  const proposals: Proposal[] = [];
  const without: string[] = [];
  for (const place of schools) {
    const found = firstDays(wishes)
      .flatMap((first) => wishes.times.map((at) => ({ first, at })))
      .map(({ first, at }) => ({
        at,
        weekday: first.dayOfWeek,
        dates: fortnightlyDates(place.dates, first, first.dayOfWeek),
      }))
      .find(({ at, dates }) => {
        const held = dates.map((on) => ({ on, at, minutes: wishes.minutes, school: place.school }));
        return dates.length > 0 && firstClash(held, taken) === null;
      });
    if (!found) {
      without.push(place.school);
      continue;
    }
    const { schoolId, school } = place;
    proposals.push({ schoolId, school, ...found });
    taken.push(...found.dates.map((on) => ({ on, at: found.at, minutes: wishes.minutes, school })));
  }
  return { proposals, without };
}
