import { academicYearName, type Term, termNames, terms } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import type { Ctx } from '#core/context.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { listSchools } from '#core/organisations/queries.ts';
import {
  type PlanInScope,
  planProgress,
  plansInScope,
  supportKinds,
  trustSupport,
} from '#features/action-plans/index.ts';
import { type IssuedReview, issuedReviews } from '#features/annual-reviews/index.ts';
import { openLinesOfEnquiry } from '#features/data-reviews/index.ts';
import { directLeadershipInForce, openInterventions } from '#features/interventions/index.ts';
import { meetingCounts, type SchoolCounts } from '#features/line-meetings/index.ts';
import {
  type HeadlineFigure,
  headlineFigures,
  measureById,
  measureValue,
  yearName,
} from '#features/performance-data/index.ts';
import { phaseLabels } from '#features/schools/index.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import {
  type CriterionFact,
  type Facts,
  type FigureFact,
  type MeetingFact,
  noRatings,
  type PlanFact,
  type SourceFact,
  type TermReview,
} from './facts.ts';
import { forTrustees, type StaffName } from './privacy-rules.ts';
import { staffBelowLeaders } from './queries.ts';

const within = (ctx: Ctx, permission: Permission): Ctx => ({ ...ctx, scope: scopeOf(ctx.actor, permission) });

type When = { academicYear: number; term: Term };
const ordinal = ({ academicYear, term }: When): number => academicYear * 3 + terms.indexOf(term);

/** Where the termly review of a plan stands in the term of the report; `reviewDue` is the first review that has not been held. */
export function reviewOfTerm(plan: Pick<PlanInScope, 'running' | 'reviewDue' | 'lastReview'>, when: When): TermReview {
  const { reviewDue, lastReview } = plan;
  if (!plan.running || !reviewDue) return { state: 'not due', words: 'Not due: the plan is not running' };
  if (reviewDue.overdue) return { state: 'overdue', words: `Overdue: it was due by ${longDate(reviewDue.on)}` };
  if (ordinal(reviewDue) <= ordinal(when))
    return { state: 'not yet', words: `Not done yet: due by ${longDate(reviewDue.on)}` };
  if (lastReview) return { state: 'done', words: `Done on ${longDate(lastReview.reviewedOn)}` };
  return { state: 'not due', words: `Not due: the first is that of the ${termNames[reviewDue.term]}` };
}

async function criteriaOf(ctx: Ctx, planId: string, clean: (text: string) => string): Promise<CriterionFact[]> {
  return (await planProgress(ctx, planId)).map((criterion) => ({
    what: clean(criterion.what),
    from: clean(criterion.from),
    to: clean(criterion.to),
    byWhen: criterion.byWhen ? longDate(criterion.byWhen) : null,
    passed:
      criterion.byWhen !== null &&
      Temporal.PlainDate.compare(criterion.byWhen, ctx.today) < 0 &&
      criterion.last?.rag !== 'blue',
    last: criterion.last && {
      on: longDate(criterion.last.on),
      rag: criterion.last.rag,
      value: clean(criterion.last.value),
      reason: clean(criterion.last.reason),
    },
  }));
}

/** What a termly review decided, as trustees read it. */
const decisions: Record<string, string> = {
  continue: 'the plan goes on as it is',
  strengthen: 'the plan is to be strengthened',
  escalate: 'the plan is to be escalated',
  close: 'the plan is to be closed',
};

async function planFact(ctx: Ctx, plan: PlanInScope, when: When, clean: (text: string) => string): Promise<PlanFact> {
  const { lastReview } = plan;
  const beingWritten = plan.state === 'draft' || plan.state === 'ready';
  return {
    planId: plan.planId,
    year: academicYearName(plan.academicYear),
    basis: plan.basisInWords,
    state: plan.stateInWords,
    running: plan.running,
    closed: plan.state === 'closed',
    beingWritten,
    withBoard: plan.state === 'recommended',
    approvalLate: plan.approval.late,
    approval: plan.approval.words,
    review: reviewOfTerm(plan, when),
    lastReview: lastReview
      ? clean(
          `${longDate(lastReview.reviewedOn)}: ${decisions[lastReview.decision] ?? lastReview.decision}. ${lastReview.overall}`,
        )
      : null,
    overdueActions: beingWritten ? 0 : plan.overdueActions,
    ratings: beingWritten ? noRatings : plan.ratings,
    criteria: beingWritten ? [] : await criteriaOf(ctx, plan.planId, clean),
  };
}

const absence = 'absence_overall';

/** What is published is absence; attendance is the rest of the sessions that were possible. */
function figureFact(figure: HeadlineFigure): FigureFact {
  const measure = measureById(figure.measure);
  const said = (value: number) => {
    const shown = figure.measure === absence ? 100 - value : value;
    return measure ? measureValue(measure, shown) : shown.toFixed(figure.decimals);
  };
  return {
    title: figure.measure === absence ? 'Attendance' : figure.title,
    year: yearName(figure.academicYear),
    value: said(figure.value),
    national: figure.national === null ? null : said(figure.national),
    note: figure.note,
  };
}

const judgementsOf = (review: IssuedReview | undefined) =>
  (review?.judgements ?? []).map((judgement) => ({
    area: judgement.areaTitle,
    grade: gradeLabel({ code: judgement.gradeCode, label: judgement.gradeLabel }),
    code: judgement.gradeCode,
    previous:
      judgement.previousGradeCode === null
        ? null
        : gradeLabel({ code: judgement.previousGradeCode, label: judgement.previousGradeLabel ?? '' }),
    previousCode: judgement.previousGradeCode,
  }));

const meetingFact = (counts: SchoolCounts | undefined): MeetingFact | null =>
  counts?.arranged
    ? {
        due: counts.due,
        held: counts.held,
        between: counts.between,
        moved: counts.moved,
        cancelled: counts.cancelled,
        missed: counts.missed,
        streak: counts.streak,
        lastHeld: counts.lastHeldOn && longDate(counts.lastHeldOn),
        nextDue: counts.dueBy && `${longDate(counts.dueBy)}${counts.overdue ? ', overdue' : ''}`,
      }
    : null;

function sourcesOf(ctx: Ctx, reviews: readonly IssuedReview[], figures: Iterable<HeadlineFigure>): SourceFact[] {
  const years = [...new Set([...figures].map((figure) => figure.academicYear))].sort();
  const issued = reviews.map((review) => londonDate(review.issuedAt)).sort(Temporal.PlainDate.compare);
  const last = issued.at(-1);
  return [
    {
      what: 'Judgements: the Annual Reviews that have been issued',
      asAt: last ? `Newest issue: ${longDate(last)}` : 'None has been issued',
    },
    {
      what: 'Results and absence: as published by the Department for Education, imported by the Trust',
      asAt: years.length > 0 ? `Of ${years.map(yearName).join(', ')}` : 'None imported',
    },
    {
      what: 'Action plans, their criteria and their termly reviews, as recorded in each plan',
      asAt: longDate(ctx.today),
    },
    { what: 'Support: the Trust Action Plan, with the days and the costs recorded there', asAt: longDate(ctx.today) },
    { what: 'Meetings with heads: counted from their days, never from what was said', asAt: longDate(ctx.today) },
    { what: 'Direct leadership and lines of enquiry, as recorded', asAt: longDate(ctx.today) },
  ];
}

/** Gathers what is recorded at this moment about every school, by the permissions of whoever assembles, in words that trustees may read. */
export async function assembleFacts(ctx: Ctx, when: When): Promise<Facts> {
  const staff: StaffName[] = await staffBelowLeaders(ctx);
  const clean = (text: string) => forTrustees(text, staff);
  const schools = await listSchools(within(ctx, 'school:read'));
  const reviews = await issuedReviews(within(ctx, 'annual-review:read'));
  const plans = await plansInScope(ctx);
  const interventions = await openInterventions(within(ctx, 'intervention:read'));
  const figures = await headlineFigures(
    within(ctx, 'published-data:read'),
    schools.map((school) => school.id),
  );
  const meetings = await meetingCounts(ctx, when.academicYear);
  const facts: Facts = { ...when, schools: [], support: [], leadership: [], lines: [], sources: [] };
  for (const school of schools) {
    const review = reviews.find((found) => found.schoolId === school.id);
    const own = figures.get(school.id) ?? [];
    const attendance = own.find((figure) => figure.measure === absence);
    const set = interventions.find((found) => found.schoolId === school.id);
    const ofSchool = plans
      .filter((plan) => plan.schoolId === school.id)
      .sort((a, b) => b.academicYear - a.academicYear);
    const planFacts: PlanFact[] = [];
    for (const plan of ofSchool) planFacts.push(await planFact(ctx, plan, when, clean));
    facts.schools.push({
      schoolId: school.id,
      name: school.name,
      phase: phaseLabels[school.phase],
      onRoll: school.pupils_on_roll,
      reviewYear: review ? academicYearName(review.academicYear) : null,
      family: review?.frameworkFamily ?? null,
      judgements: judgementsOf(review),
      setOff: set ? `${set.responseInWords}: ${set.causeInWords}` : null,
      outcomes: own.filter((figure) => figure !== attendance).map(figureFact),
      attendance: attendance ? figureFact(attendance) : null,
      plans: planFacts,
      meetings: meetingFact(meetings.find((counts) => counts.schoolId === school.id)),
    });
  }
  facts.support = (await trustSupport(ctx)).lines.map((line) => ({
    school: line.schoolName,
    kind: supportKinds[line.kind],
    what: clean(line.what),
    promisedHalfDays: line.promisedHalfDays,
    givenHalfDays: line.givenHalfDays,
    costPence: line.costPence,
  }));
  facts.leadership = (await directLeadershipInForce(within(ctx, 'intervention:read'))).map((led) => ({
    school: led.schoolName,
    aspect: clean(led.aspect),
    leader: led.leader,
    from: longDate(led.startsOn),
    until: longDate(led.endsOn),
    overdue: led.state === 'overdue',
  }));
  facts.lines = (await openLinesOfEnquiry(ctx)).map((line) => ({
    school: line.school,
    question: clean(line.question),
    byWhen: longDate(line.byWhen),
    overdue: line.overdue,
  }));
  facts.sources = sourcesOf(ctx, reviews, [...figures.values()].flat());
  return facts;
}
