import {
  academicYearOf,
  autumnDeadline,
  type Deadline,
  lastDayOfTerm,
  latestTermOn,
  type Term,
  terms,
} from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';
import { longDate } from '#platform/clock.ts';

const day = Temporal.PlainDate;

export type Approval = { deadline: Deadline; late: boolean; words: string };

const bases: Record<Deadline['basis'], string> = {
  school: 'the last day of the school’s autumn term',
  trust: 'the last day of the autumn term',
  assumed: 'assumed, because no term dates are entered for the year',
};

/**
 * Whether the board’s approval is in time: by the last day of the autumn term of the plan’s year (model), so late from the day after.
 * `approvedOn` is the date of the meeting that approved it. `ended` is true for a plan that was closed: it is then no longer late.
 */
export function approvalTiming(
  dates: TermDates,
  approvedOn: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
  ended = false,
): Approval {
  const deadline = autumnDeadline(dates);
  const by = `${longDate(deadline.on)}, ${bases[deadline.basis]}`;
  if (approvedOn) {
    const late = day.compare(approvedOn, deadline.on) > 0;
    return {
      deadline,
      late: false,
      words: late ? `Approved on ${longDate(approvedOn)}, after ${by}` : `Approved on ${longDate(approvedOn)}, in time`,
    };
  }
  if (ended) return { deadline, late: false, words: 'Closed without an approval by the board' };
  const late = day.compare(today, deadline.on) > 0;
  return {
    deadline,
    late,
    words: late ? `Late: the board’s approval was due by ${by}` : `The board’s approval is due by ${by}`,
  };
}

export type ReviewDue = { academicYear: number; term: Term; on: Temporal.PlainDate; overdue: boolean };

function assumedEnd(academicYear: number, term: Term): Temporal.PlainDate {
  if (term === 'autumn') return day.from({ year: academicYear, month: 12, day: 31 });
  return day.from(
    term === 'spring' ? { year: academicYear + 1, month: 4, day: 10 } : { year: academicYear + 1, month: 7, day: 31 },
  );
}

const termEnd = (dates: TermDates, term: Term) => lastDayOfTerm(dates, term) ?? assumedEnd(dates.academicYear, term);

/**
 * The first termly review that has not been held: the first is due in the term after the one in which the plan began to run, by its last day, then one
 * each term. `datesOf` gives the school’s dates of a year. A review held earlier than that counts for its term too.
 */
export function nextReviewDue(
  datesOf: (academicYear: number) => TermDates,
  runningSince: Temporal.PlainDate,
  held: readonly { academic_year: number; term: Term }[],
  today: Temporal.PlainDate,
): ReviewDue {
  const first = academicYearOf(runningSince);
  for (let academicYear = first; ; academicYear += 1) {
    for (const term of terms) {
      const on = termEnd(datesOf(academicYear), term);
      // The term in which the plan began is not reviewed yet; a plan that began in the holidays is first reviewed at the end of the next term.
      if (academicYear === first && day.compare(termStart(datesOf(academicYear), term), runningSince) <= 0) continue;
      if (held.some((review) => review.academic_year === academicYear && review.term === term)) continue;
      return { academicYear, term, on, overdue: day.compare(today, on) > 0 };
    }
  }
}

function termStart(dates: TermDates, term: Term): Temporal.PlainDate {
  const half = dates.halfTerms.find((found) => found.number === { autumn: 1, spring: 3, summer: 5 }[term]);
  if (half) return half.startsOn;
  const assumed = {
    autumn: { year: 0, month: 9, day: 1 },
    spring: { year: 1, month: 1, day: 1 },
    summer: { year: 1, month: 4, day: 11 },
  }[term];
  return day.from({ ...assumed, year: dates.academicYear + assumed.year });
}

/** The term that a review held on a day belongs to; in the summer holidays still the summer term. */
export function termOfReview(dates: TermDates, today: Temporal.PlainDate): Term {
  const latest = latestTermOn(dates, today);
  if (latest) return latest;
  if (today.month >= 9) return 'autumn';
  return today.month < 4 || (today.month === 4 && today.day <= 10) ? 'spring' : 'summer';
}
