// What a report is made from, as data: assembled from the other slices at one moment, and frozen with the report. All strings are ready to print.

export type JudgementFact = {
  area: string;
  grade: string;
  code: string;
  previous: string | null;
  previousCode: string | null;
};

export type CriterionFact = {
  what: string;
  from: string;
  to: string;
  byWhen: string | null;
  owner: string;
  last: { on: string; rag: 'red' | 'amber' | 'green' | 'blue'; value: string; reason: string } | null;
};

export type PlanFact = {
  planId: string;
  basis: string;
  state: string;
  running: boolean;
  approvalLate: boolean;
  approval: string;
  reviewOverdue: boolean;
  reviewDue: string;
  lastReview: string | null;
  overdueActions: number;
  criteria: CriterionFact[];
};

export type SchoolFact = {
  schoolId: string;
  name: string;
  phase: string;
  onRoll: number | null;
  reviewYear: string | null;
  judgements: JudgementFact[];
  outcomes: { title: string; year: string; value: string; national: string | null }[];
  plan: PlanFact | null;
};

export type SupportFact = {
  school: string;
  kind: string;
  what: string;
  promisedHalfDays: number;
  givenHalfDays: number;
  costPence: number;
};

export type LeadershipFact = { school: string; aspect: string; leader: string; until: string; overdue: boolean };

export type LineFact = { school: string; question: string; owner: string; byWhen: string; overdue: boolean };

export type Facts = { schools: SchoolFact[]; support: SupportFact[]; leadership: LeadershipFact[]; lines: LineFact[] };
