import { academicYearName } from '#core/academic-year/rules.ts';
import type { PlanInScope } from '#features/action-plans/index.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { phaseLabels } from '#features/schools/index.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { capital } from '#platform/capital.ts';
import { shortDate } from '#platform/clock.ts';
import { Table } from '#ui/table.tsx';
import { areaNames } from '../areas.ts';
import { newestPlans } from '../newest.ts';
import type { HomeFacts } from '../queries.ts';
import { lateInPlan, nextStepOf } from '../rules.ts';
import { GradeCell } from './grade-cell.tsx';
import { PlanRatings, RatingsKey } from './plan-ratings.tsx';

type Props = {
  schools: HomeFacts['schools'];
  /** The newest of each school. */
  reviews: readonly IssuedReview[];
  plans: readonly PlanInScope[];
};

/** `18 Dec`: the year would take a line of every row, and what comes next comes within a year. */
const dayAndMonth = (date: Temporal.PlainDate) => shortDate(date).replace(/ \d{4}$/, '');

const Plan = ({ plan }: { plan: PlanInScope | undefined }) =>
  plan ? (
    <a class="govuk-link" href={plan.href}>
      {plan.stateInWords}
    </a>
  ) : (
    <>No plan yet</>
  );

/** A row a school: the newest issued judgements with their movement, where the action plan stands, what of it is late and what comes next. */
export const SchoolsAtAGlance = ({ schools, reviews, plans }: Props) => {
  const reviewOf = new Map(reviews.map((review) => [review.schoolId, review]));
  const planOf = newestPlans(plans);
  const areas = areaNames(reviews.filter((review) => review.frameworkFamily === 'section-5'));
  return (
    <>
      <Table
        caption="Schools at a glance"
        columns={[
          { header: 'School' },
          { header: 'Phase' },
          { header: 'Review' },
          ...areas.map((area) => ({ header: area.short })),
          { header: 'Action plan' },
          { header: 'Criteria' },
          { header: 'Late' },
          { header: 'Next' },
        ]}
        rows={schools.map((school) => {
          const review = reviewOf.get(school.id);
          const plan = planOf.get(school.id);
          const late = plan ? lateInPlan(plan) : [];
          return [
            <a class="govuk-link" href={schoolPaths.school(school.id)}>
              {school.name}
            </a>,
            phaseLabels[school.phase],
            review ? academicYearName(review.academicYear) : 'None issued',
            ...areas.map((area) => (
              <GradeCell judgement={review?.judgements.find((judgement) => judgement.areaCode === area.code)} />
            )),
            <Plan plan={plan} />,
            plan && !plan.withheld ? <PlanRatings ratings={plan.ratings} compact /> : '—',
            late.length > 0 ? <strong>{capital(late.join(', '))}</strong> : '—',
            nextStepOf(plan, dayAndMonth),
          ];
        })}
        empty="No school is in the trust yet."
        stickyFirst
        dense
      />
      {plans.length > 0 ? <RatingsKey /> : null}
    </>
  );
};
