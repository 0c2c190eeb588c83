import type { Term } from '#core/academic-year/rules.ts';

// What a report is made from, as data: assembled from the other slices at one moment, and frozen with the report. All strings are ready to print.

export type JudgementFact = {
  area: string;
  grade: string;
  code: string;
  previous: string | null;
  previousCode: string | null;
};

export type Rag = 'red' | 'amber' | 'green' | 'blue';

export type CriterionFact = {
  what: string;
  from: string;
  to: string;
  byWhen: string | null;
  /** The day has passed, and the newest entry does not say that it was reached. */
  passed: boolean;
  last: { on: string; rag: Rag; value: string; reason: string } | null;
};

/** The termly review of a plan in the term of the report. */
export type TermReview = { state: 'done' | 'not yet' | 'overdue' | 'not due'; words: string };

export type PlanFact = {
  planId: string;
  year: string;
  basis: string;
  state: string;
  running: boolean;
  closed: boolean;
  /** Not agreed, put in place or recommended yet: the working paper of those who write it, so that nothing of what it says is here. */
  beingWritten: boolean;
  /** Recommended to the board, which has not decided. */
  withBoard: boolean;
  approvalLate: boolean;
  approval: string;
  review: TermReview;
  lastReview: string | null;
  overdueActions: number;
  ratings: Record<Rag | 'none', number>;
  criteria: CriterionFact[];
};

export type FigureFact = { title: string; year: string; value: string; national: string | null; note: string | null };

/** The fortnightly meetings of the year with the head: numbers and days, never what was said. */
export type MeetingFact = {
  due: number;
  held: number;
  between: number;
  moved: number;
  cancelled: number;
  missed: number;
  streak: number;
  lastHeld: string | null;
  nextDue: string | null;
};

export type SchoolFact = {
  schoolId: string;
  name: string;
  phase: string;
  onRoll: number | null;
  reviewYear: string | null;
  family: string | null;
  judgements: JudgementFact[];
  /** What judgements of the newest review set off and is still open, in words. */
  setOff: string | null;
  outcomes: FigureFact[];
  attendance: FigureFact | null;
  plans: PlanFact[];
  /** Null where no meetings are arranged, and in reports made before they were counted. */
  meetings: MeetingFact | null;
};

export type SupportFact = {
  school: string;
  kind: string;
  what: string;
  promisedHalfDays: number;
  givenHalfDays: number;
  costPence: number;
};

export type LeadershipFact = {
  school: string;
  aspect: string;
  leader: string;
  from: string;
  until: string;
  overdue: boolean;
};

export type LineFact = { school: string; question: string; byWhen: string; overdue: boolean };

export type SourceFact = { what: string; asAt: string };

export type Facts = {
  academicYear: number;
  term: Term;
  schools: SchoolFact[];
  support: SupportFact[];
  leadership: LeadershipFact[];
  lines: LineFact[];
  sources: SourceFact[];
};

type When = { academicYear: number; term: Term };
type Older<T> = { [Key in keyof T]?: unknown };

export const noRatings = { red: 0, amber: 0, green: 0, blue: 0, none: 0 };

function readPlan(stored: Older<PlanFact>, when: When): PlanFact {
  const known = {
    year: '',
    closed: stored.state === 'Closed',
    withBoard: false,
    beingWritten: false,
    review: { state: 'not due', words: 'Not recorded when this was assembled' } satisfies TermReview,
    ratings: noRatings,
    ...stored,
  } as PlanFact;
  return { ...known, year: known.year || String(when.academicYear) };
}

/** Facts as they were stored, those of an earlier version of Cairn too: what it did not record is then said to be unknown, not made up. */
export function readFacts(stored: unknown, when: When): Facts {
  const facts = stored as Omit<Facts, 'schools'> & {
    schools: (Older<SchoolFact> & { plan?: Older<PlanFact> | null; plans?: Older<PlanFact>[] })[];
  };
  return {
    ...facts,
    ...when,
    sources: facts.sources ?? [],
    leadership: facts.leadership.map((led) => ({ ...led, from: led.from ?? 'not recorded' })),
    schools: facts.schools.map(({ plan, plans, ...school }) => ({
      ...({ family: null, setOff: null, attendance: null, meetings: null, ...school } as Omit<SchoolFact, 'plans'>),
      plans: (plans ?? (plan ? [plan] : [])).map((one) => readPlan(one, when)),
    })),
  };
}
