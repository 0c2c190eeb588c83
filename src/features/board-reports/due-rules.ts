import { lastDayOfTerm, type Term } from '#core/academic-year/rules.ts';
import type { TermDates } from '#core/academic-year/term-dates.ts';

/** Days before the last day of a term by which its report should be with the trustees. */
export const daysBeforeEnd = 14;

/** The day by which the report of a term should be issued: two weeks before the term's last school day; null where its dates are not entered. */
export function reportDue(dates: TermDates, term: Term): Temporal.PlainDate | null {
  return lastDayOfTerm(dates, term)?.subtract({ days: daysBeforeEnd }) ?? null;
}
