import { academicYearName } from '#core/academic-year/rules.ts';
import type { Facts, JudgementFact, LineFact, PlanFact, SchoolFact } from './facts.ts';

/** How grave an exception is: 1 is read first. */
export type Gravity = 1 | 2 | 3;
export type Exception = { gravity: Gravity; school: string; sentence: string };

export type Movement = 'better' | 'worse' | 'same' | 'first' | 'not compared';

/** How a grade moved against the review before; only numbers of the model's scale are compared, never grades of another framework. */
export function movementOf(judgement: JudgementFact): Movement {
  if (judgement.previousCode === null) return 'first';
  const now = Number(judgement.code);
  const then = Number(judgement.previousCode);
  if (!Number.isInteger(now) || !Number.isInteger(then))
    return judgement.code === judgement.previousCode ? 'same' : 'not compared';
  return now < then ? 'better' : now > then ? 'worse' : 'same';
}

/** Movement in words that finish a sentence, with the grade before where it was another. */
export function movementInWords(judgement: JudgementFact): string {
  const before = judgement.previous ?? '';
  switch (movementOf(judgement)) {
    case 'better':
      return `better than the review before (${before})`;
    case 'worse':
      return `worse than the review before (${before})`;
    case 'same':
      return 'the same as in the review before';
    case 'first':
      return 'for the first time';
    case 'not compared':
      return `not compared with the review before (${before})`;
  }
}

const grave: Record<string, 1 | 2> = {
  '4': 1,
  '3': 2,
  not_effective: 1,
  urgent_improvement: 1,
  needs_attention: 2,
  not_met: 1,
};

/** 1 for a 4 and its like, 2 for a 3 and its like, null where a grade demands nothing. */
export const gravityOfGrade = (judgement: JudgementFact): 1 | 2 | null => grave[judgement.code] ?? null;

const count = (number: number, one: string, many: string): string => (number === 1 ? `1 ${one}` : `${number} ${many}`);

const ofJudgements = (school: SchoolFact): [Gravity, string][] =>
  school.judgements.flatMap((judgement): [Gravity, string][] => {
    const gravity = gravityOfGrade(judgement);
    return gravity ? [[gravity, `${judgement.area} is judged ${judgement.grade}, ${movementInWords(judgement)}.`]] : [];
  });

function ofReview(school: SchoolFact, facts: Facts): [Gravity, string][] {
  const year = academicYearName(facts.academicYear);
  // The model gives the autumn term for the Annual Review, so that it is missing only from the spring on.
  if (facts.term === 'autumn' || school.reviewYear === year) return [];
  return [[2, `No Annual Review ${year} has been issued, which was due in the autumn term.`]];
}

function ofPlan(plan: PlanFact): [Gravity, string][] {
  const found: [Gravity, string][] = [];
  if (plan.closed) return found;
  if (plan.approvalLate) found.push([1, `The action plan ${plan.year} is not approved. ${plan.approval}.`]);
  for (const criterion of plan.criteria) {
    if (criterion.last?.rag === 'red')
      found.push([2, `Red: ${sentence(criterion.what)} ${sentence(criterion.last.reason)}`.trim()]);
    else if (criterion.passed)
      found.push([3, `${sentence(criterion.what)} It was to be reached by ${criterion.byWhen} and has not been.`]);
  }
  if (plan.review.state === 'overdue') {
    const words = plan.review.words.charAt(0).toLowerCase() + plan.review.words.slice(1);
    found.push([2, `The termly review of the action plan ${plan.year} is ${sentence(words)}`]);
  }
  if (plan.overdueActions > 0)
    found.push([3, `${count(plan.overdueActions, 'action is', 'actions are')} overdue in the plan ${plan.year}.`]);
  return found;
}

/** With a full stop where it has no end of its own. */
const sentence = (text: string): string => (text === '' || /[.!?…”]$/u.test(text) ? text : `${text}.`);

function ofPlans(school: SchoolFact): [Gravity, string][] {
  const judged = school.judgements.some((judgement) => gravityOfGrade(judgement));
  if (school.plans.length > 0) return school.plans.flatMap(ofPlan);
  return judged || school.setOff ? [[1, 'There is no action plan although a judgement demands one.']] : [];
}

/** What was set off by grades that are not themselves read as grave, such as those of a framework of the trust's own. */
const ofSetOff = (school: SchoolFact): [Gravity, string][] =>
  school.setOff && !school.judgements.some((judgement) => gravityOfGrade(judgement))
    ? [[2, sentence(school.setOff)]]
    : [];

function ofLines(lines: readonly LineFact[]): Exception[] {
  const overdue = Map.groupBy(
    lines.filter((line) => line.overdue),
    (line) => line.school,
  );
  return [...overdue].map(([school, own]) => ({
    gravity: 3,
    school,
    sentence:
      own.length === 1
        ? `A line of enquiry has not been answered since ${own[0]?.byWhen}: ${sentence(own[0]?.question ?? '')}`
        : `${own.length} lines of enquiry have not been answered in time: ${own.map((line) => `“${line.question}” (${line.byWhen})`).join('; ')}.`,
  }));
}

/** What trustees should read first, the gravest first, school by school within. Everything else is detail. */
export function exceptionsOf(facts: Facts): Exception[] {
  const found = [
    ...facts.schools.flatMap((school) =>
      [...ofJudgements(school), ...ofSetOff(school), ...ofReview(school, facts), ...ofPlans(school)].map(
        ([gravity, text]): Exception => ({ gravity, school: school.name, sentence: text }),
      ),
    ),
    ...facts.leadership.map(
      (led): Exception => ({
        gravity: led.overdue ? 1 : 2,
        school: led.school,
        sentence: `The Trust leads ${led.aspect} directly (${led.leader}), until ${led.until}${led.overdue ? '. That day has passed, and it has not been handed back' : ''}.`,
      }),
    ),
    ...ofLines(facts.lines),
  ];
  return found.sort((a, b) => a.gravity - b.gravity || a.school.localeCompare(b.school, 'en-GB'));
}

/** What the paper says where there is no exception: no more than what is recorded bears out. */
export function nothingExceptional({ schools }: Facts): string {
  if (schools.length === 0) return 'Nothing is exceptional. No school is in the Trust yet.';
  if (schools.every((school) => school.judgements.length === 0))
    return 'Nothing is exceptional. No Annual Review has been issued yet, so nothing has been judged.';
  return 'Nothing is exceptional: no judgement is a 3 or a 4, every action plan is where it should be, and no criterion is red.';
}

/** The schools that exceptions are about, each with its own: the school with the gravest first, and where two are alike the one with more of them. */
export function bySchool(exceptions: readonly Exception[]): { school: string; exceptions: Exception[] }[] {
  const groups = [...Map.groupBy(exceptions, (exception) => exception.school)];
  const weigh = (own: readonly Exception[]) => [1, 2, 3].map((gravity) => own.filter((it) => it.gravity === gravity));
  return groups
    .map(([school, own]) => ({ school, exceptions: own, weights: weigh(own).map((of) => of.length) }))
    .sort((a, b) => {
      const [first] = a.weights.flatMap((weight, index) => (b.weights[index] ?? 0) - weight || []);
      return first ?? a.school.localeCompare(b.school, 'en-GB');
    })
    .map(({ school, exceptions: own }) => ({ school, exceptions: own }));
}

/** Plans that the Executive Principal has recommended and the board has not decided on: each is a decision to ask for. */
export const plansWithBoard = (facts: Facts): { planId: string; school: string; wanted: string }[] =>
  facts.schools.flatMap((school) =>
    school.plans
      .filter((plan) => plan.withBoard)
      .map((plan) => ({
        planId: plan.planId,
        school: school.name,
        wanted: `Approve the action plan ${plan.year} of ${school.name}, amend it or send it back. ${plan.approval}.`,
      })),
  );
