import type { CriterionFact, Facts, JudgementFact, PlanFact, SchoolFact } from './facts.ts';

/** Facts of an invented trust for tests of what is said about them: nothing is exceptional unless `values` say so. */
export const buildJudgement = (code: string, previousCode: string | null = '2'): JudgementFact => ({
  area: 'Behaviour and attitudes',
  grade: `${code} Grade`,
  code,
  previous: previousCode === null ? null : `${previousCode} Grade`,
  previousCode,
});

export const buildCriterion = (values: Partial<CriterionFact> = {}): CriterionFact => ({
  what: 'Reading in Year 7',
  from: '61%',
  to: '70%',
  byWhen: '16 July 2027',
  passed: false,
  last: null,
  ...values,
});

export const buildPlanFact = (values: Partial<PlanFact> = {}): PlanFact => ({
  planId: 'plan',
  year: '2026/27',
  basis: 'Agreed by the school and the trust',
  state: 'Approved, in force',
  running: true,
  closed: false,
  beingWritten: false,
  withBoard: false,
  approvalLate: false,
  approval: 'Approved on 2 December 2026, in time',
  review: { state: 'not yet', words: 'Not done yet: due by 25 March 2027' },
  lastReview: null,
  overdueActions: 0,
  ratings: { red: 0, amber: 0, green: 0, blue: 0, none: 1 },
  criteria: [],
  ...values,
});

export const buildSchoolFact = (values: Partial<SchoolFact> = {}): SchoolFact => ({
  schoolId: 'school',
  name: 'Invented High',
  phase: 'Secondary',
  onRoll: 812,
  reviewYear: '2026/27',
  family: 'section-5',
  judgements: [],
  setOff: null,
  meetings: null,
  outcomes: [],
  attendance: null,
  plans: [buildPlanFact()],
  ...values,
});

export const buildFacts = (schools: SchoolFact[] = [buildSchoolFact()], values: Partial<Facts> = {}): Facts => ({
  academicYear: 2026,
  term: 'autumn',
  schools,
  support: [],
  leadership: [],
  lines: [],
  sources: [],
  ...values,
});
