import { days, pounds } from '#features/action-plans/index.ts';
import { ratingsInWords } from './documents/report-for-print.ts';
import { sumSupport } from './documents/support-blocks.ts';
import type { Facts, PlanFact, SchoolFact } from './facts.ts';
import { newsSince } from './progress-rules.ts';
import { bySchool, exceptionsOf, gravityOfGrade, movementInWords, movementOf } from './rules.ts';
import type { SectionCode } from './sections.ts';

const national = (value: string | null) => (value === null ? '' : `, national ${value}`);

const planLine = (school: SchoolFact, plan: PlanFact): string =>
  `${school.name}: ${plan.state}. Criteria: ${ratingsInWords(plan)}. Review: ${plan.review.words}.`;

function aboutSchool(school: SchoolFact): string[] {
  return [
    ...school.judgements.map((judgement) => `${judgement.area}: ${judgement.grade}, ${movementInWords(judgement)}`),
    ...[...school.outcomes, ...(school.attendance ? [school.attendance] : [])].map(
      (one) => `${one.title}: ${one.value}${national(one.national)} (${one.year})`,
    ),
    ...school.plans.flatMap((plan) => [
      `Action plan ${plan.year}: ${plan.state}. ${plan.approval}.`,
      ...plan.criteria.map(
        ({ what, last }) =>
          `${what}: ${last ? `${[last.rag, last.value].filter(Boolean).join(', ')}. ${last.reason}` : 'nothing recorded yet'}`,
      ),
    ]),
  ];
}

const ofSection: Record<SectionCode, (facts: Facts, before: Facts | null) => string[]> = {
  introduction: (facts, before) =>
    before
      ? newsSince(before, facts)
      : exceptionsOf(facts)
          .filter((found) => found.gravity === 1)
          .map((found) => `${found.school}: ${found.sentence}`),
  exceptions: (facts) =>
    bySchool(exceptionsOf(facts)).flatMap(({ school, exceptions }) =>
      exceptions.map(({ sentence }) => `${school}: ${sentence}`),
    ),
  glance: (facts) =>
    facts.schools.map((school) => {
      const graves = school.judgements.filter((it) => gravityOfGrade(it));
      return `${school.name}: ${graves.length > 0 ? graves.map((it) => `${it.area} ${it.grade}`).join(', ') : school.judgements.length > 0 ? 'nothing below the second grade' : 'no review issued'}; ${school.plans[0]?.state ?? 'no plan'}`;
    }),
  judgements: (facts) =>
    facts.schools.flatMap((school) =>
      school.judgements
        .filter((it) => ['better', 'worse'].includes(movementOf(it)))
        .map((it) => `${school.name}, ${it.area}: ${it.grade}, ${movementInWords(it)}`),
    ),
  results: (facts) =>
    facts.schools.flatMap((school) =>
      school.outcomes.map((one) => `${school.name}: ${one.title} ${one.value}${national(one.national)} (${one.year})`),
    ),
  plans: (facts) => facts.schools.flatMap((school) => school.plans.map((plan) => planLine(school, plan))),
  support: (facts) =>
    [...Map.groupBy(facts.support, (line) => line.school)].map(([school, lines]) => {
      const sum = sumSupport(lines);
      return `${school}: ${days(sum.givenHalfDays)} of ${days(sum.promisedHalfDays)} days given, ${pounds(sum.costPence)}`;
    }),
};

/** The assembled facts that somebody needs beside them to write on a part of the report. */
export function factsBeside(facts: Facts, before: Facts | null, code: string): string[] {
  const school = facts.schools.find((found) => found.schoolId === code);
  if (school) return aboutSchool(school);
  return code in ofSection ? ofSection[code as SectionCode](facts, before) : [];
}
