/** One half term, 1 (autumn 1) to 6 (summer 2); both days are school days as a rule. */
export type HalfTerm = { number: number; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

/** The dates of one academic year as a school keeps them; `halfTerms` in order and empty where nobody has entered any. */
export type TermDates = {
  academicYear: number;
  /** True where the school keeps its own dates, false where it follows the trust's. */
  own: boolean;
  halfTerms: readonly HalfTerm[];
  closedDays: readonly Temporal.PlainDate[];
};
