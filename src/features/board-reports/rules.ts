import type { Facts, JudgementFact, SchoolFact } from './facts.ts';

/** How grave an exception is: 1 is read first. */
export type Exception = { gravity: 1 | 2 | 3; school: string; sentence: string };

/** How a grade moved against the review before; only numbers of the model's scale are compared, never grades of another framework. */
export function movementOf(judgement: JudgementFact): 'better' | 'worse' | 'same' | 'first' | 'not compared' {
  if (judgement.previousCode === null) return 'first';
  const now = Number(judgement.code);
  const then = Number(judgement.previousCode);
  if (!Number.isInteger(now) || !Number.isInteger(then))
    return judgement.code === judgement.previousCode ? 'same' : 'not compared';
  return now < then ? 'better' : now > then ? 'worse' : 'same';
}

const movementWords = {
  better: 'better than the review before',
  worse: 'worse than the review before',
  same: 'as in the review before',
  first: 'judged for the first time',
  'not compared': 'not compared with the review before',
} as const;

/** Movement in words that finish a sentence. */
export const movementInWords = (judgement: JudgementFact): string => movementWords[movementOf(judgement)];

const grave: Record<string, 1 | 2> = {
  '4': 1,
  '3': 2,
  not_effective: 1,
  urgent_improvement: 1,
  needs_attention: 2,
  not_met: 1,
};

function ofJudgements(school: SchoolFact): Exception[] {
  return school.judgements.flatMap((judgement): Exception[] => {
    const gravity = grave[judgement.code];
    return gravity
      ? [
          {
            gravity,
            school: school.name,
            sentence: `${judgement.area}: ${judgement.grade}, ${movementInWords(judgement)}.`,
          },
        ]
      : [];
  });
}

function ofPlan(school: SchoolFact): Exception[] {
  const { plan } = school;
  if (!plan)
    return school.judgements.some((judgement) => grave[judgement.code])
      ? [{ gravity: 1, school: school.name, sentence: 'There is no action plan although a judgement demands one.' }]
      : [];
  const red = plan.criteria.filter((criterion) => criterion.last?.rag === 'red');
  const exceptions: Exception[] = [];
  if (plan.approvalLate) exceptions.push({ gravity: 1, school: school.name, sentence: `${plan.approval}.` });
  for (const criterion of red)
    exceptions.push({
      gravity: 2,
      school: school.name,
      sentence: `Red: ${criterion.what}. ${criterion.last?.reason ?? ''}`.trim(),
    });
  if (plan.reviewOverdue)
    exceptions.push({
      gravity: 2,
      school: school.name,
      sentence: `The termly review of the action plan is overdue: ${plan.reviewDue}.`,
    });
  if (plan.overdueActions > 0) {
    exceptions.push({
      gravity: 3,
      school: school.name,
      sentence: `${plan.overdueActions} ${plan.overdueActions === 1 ? 'action is' : 'actions are'} overdue.`,
    });
  }
  return exceptions;
}

/** What trustees should read first, the gravest first, school by school within. Everything else is detail. */
export function exceptionsOf(facts: Facts): Exception[] {
  const found = [
    ...facts.schools.flatMap((school) => [...ofJudgements(school), ...ofPlan(school)]),
    ...facts.leadership.map(
      (led): Exception => ({
        gravity: led.overdue ? 1 : 2,
        school: led.school,
        sentence: `The Trust leads ${led.aspect} directly (${led.leader}), until ${led.until}${led.overdue ? ', which has passed' : ''}.`,
      }),
    ),
    ...facts.lines
      .filter((line) => line.overdue)
      .map(
        (line): Exception => ({
          gravity: 3,
          school: line.school,
          sentence: `A line of enquiry is overdue since ${line.byWhen}: ${line.question}`,
        }),
      ),
  ];
  return found.sort((a, b) => a.gravity - b.gravity || a.school.localeCompare(b.school, 'en-GB'));
}

/** Words that two pages of A4 hold with their headings. */
export const exceptionWords = 900;

/** What changed between two assemblies, in sentences; empty when nothing did. */
export function changesBetween(before: Facts, after: Facts): string[] {
  const changes: string[] = [];
  for (const school of after.schools) {
    const then = before.schools.find((found) => found.schoolId === school.schoolId);
    if (!then) {
      changes.push(`${school.name} is new.`);
      continue;
    }
    for (const judgement of school.judgements) {
      const old = then.judgements.find((found) => found.area === judgement.area);
      if (old?.grade !== judgement.grade)
        changes.push(`${school.name}, ${judgement.area}: ${old?.grade ?? 'not judged'} is now ${judgement.grade}.`);
    }
    if (then.plan?.state !== school.plan?.state)
      changes.push(
        `${school.name}, action plan: ${then.plan?.state ?? 'none'} is now ${school.plan?.state ?? 'none'}.`,
      );
    const entries = (facts: SchoolFact) =>
      JSON.stringify(facts.plan?.criteria.map((criterion) => criterion.last) ?? []);
    if (entries(then) !== entries(school)) changes.push(`${school.name}: progress against criteria has been recorded.`);
  }
  for (const school of before.schools)
    if (!after.schools.some((found) => found.schoolId === school.schoolId))
      changes.push(`${school.name} is no longer there.`);
  if (JSON.stringify(before.support) !== JSON.stringify(after.support))
    changes.push('Support promised or given has changed.');
  return changes;
}
