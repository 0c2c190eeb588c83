import { academicYearName } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import {
  basisNames,
  type PlanInScope,
  planProgress,
  plansInScope,
  supportKinds,
  trustSupport,
} from '#features/action-plans/index.ts';
import { issuedReviews } from '#features/annual-reviews/index.ts';
import { openLinesOfEnquiry } from '#features/data-reviews/index.ts';
import { directLeadershipInForce } from '#features/interventions/index.ts';
import { type HeadlineFigure, headlineFigures, yearName } from '#features/performance-data/index.ts';
import { phaseLabels } from '#features/schools/index.ts';
import { longDate } from '#platform/clock.ts';
import type { CriterionFact, Facts, PlanFact } from './facts.ts';

const within = (ctx: Ctx, permission: Permission): Ctx => ({ ...ctx, scope: scopeOf(ctx.actor, permission) });

async function criteriaOf(ctx: Ctx, planId: string): Promise<CriterionFact[]> {
  return (await planProgress(ctx, planId)).map((criterion) => ({
    what: criterion.what,
    from: criterion.from,
    to: criterion.to,
    byWhen: criterion.byWhen ? longDate(criterion.byWhen) : null,
    owner: criterion.owner,
    last: criterion.last && {
      on: longDate(criterion.last.on),
      rag: criterion.last.rag,
      value: criterion.last.value,
      reason: criterion.last.reason,
    },
  }));
}

async function planFact(ctx: Ctx, plan: PlanInScope): Promise<PlanFact> {
  return {
    planId: plan.planId,
    basis: basisNames[plan.basis],
    state: plan.stateInWords,
    running: plan.running,
    approvalLate: plan.approval.late,
    approval: plan.approval.words,
    reviewOverdue: plan.reviewDue?.overdue ?? false,
    reviewDue: plan.reviewDue ? `due by ${longDate(plan.reviewDue.on)}` : 'not due yet',
    lastReview: plan.lastReview
      ? `${longDate(plan.lastReview.reviewedOn)}: ${plan.lastReview.decision}. ${plan.lastReview.overall}`
      : null,
    overdueActions: plan.overdueActions,
    criteria: await criteriaOf(ctx, plan.planId),
  };
}

const printed = (figure: HeadlineFigure, value: number): string =>
  `${value.toFixed(figure.decimals)}${figure.unit === 'percent' ? '%' : ''}`;

/** Gathers what is recorded at this moment about every school, by the permission of whoever assembles. */
export async function assembleFacts(ctx: Ctx): Promise<Facts> {
  const schools = await listSchools(within(ctx, 'school:read'));
  const reviews = await issuedReviews(within(ctx, 'annual-review:read'));
  const plans = await plansInScope(ctx);
  const figures = await headlineFigures(
    within(ctx, 'published-data:read'),
    schools.map((school) => school.id),
  );
  const facts: Facts = { schools: [], support: [], leadership: [], lines: [] };
  for (const school of schools) {
    const review = reviews.find((found) => found.schoolId === school.id);
    const plan = plans
      .filter((found) => found.schoolId === school.id)
      .sort((a, b) => b.academicYear - a.academicYear)[0];
    facts.schools.push({
      schoolId: school.id,
      name: school.name,
      phase: phaseLabels[school.phase],
      onRoll: school.pupils_on_roll,
      reviewYear: review ? academicYearName(review.academicYear) : null,
      judgements: (review?.judgements ?? []).map((judgement) => ({
        area: judgement.areaTitle,
        grade: judgement.gradeLabel,
        code: judgement.gradeCode,
        previous: judgement.previousGradeLabel,
        previousCode: judgement.previousGradeCode,
      })),
      outcomes: (figures.get(school.id) ?? []).map((figure) => ({
        title: figure.title,
        year: yearName(figure.academicYear),
        value: printed(figure, figure.value),
        national: figure.national === null ? null : printed(figure, figure.national),
      })),
      plan: plan ? await planFact(ctx, plan) : null,
    });
  }
  facts.support = (await trustSupport(ctx)).lines.map((line) => ({
    school: line.schoolName,
    kind: supportKinds[line.kind],
    what: line.what,
    promisedHalfDays: line.promisedHalfDays,
    givenHalfDays: line.givenHalfDays,
    costPence: line.costPence,
  }));
  facts.leadership = (await directLeadershipInForce(ctx)).map((led) => ({
    school: led.schoolName,
    aspect: led.aspect,
    leader: led.leader,
    until: longDate(led.endsOn),
    overdue: led.state === 'overdue',
  }));
  facts.lines = (await openLinesOfEnquiry(ctx)).map((line) => ({
    school: line.school,
    question: line.question,
    owner: line.owner,
    byWhen: longDate(line.byWhen),
    overdue: line.overdue,
  }));
  return facts;
}
