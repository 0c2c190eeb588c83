import { academicYearName } from '#core/academic-year/rules.ts';
import type { PlanInScope } from '#features/action-plans/index.ts';
import type { IssuedReview, OutstandingReceipts } from '#features/annual-reviews/index.ts';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import type { SchoolCounts } from '#features/line-meetings/index.ts';
import { lineMeetingPaths } from '#features/line-meetings/paths.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { Table } from '#ui/table.tsx';
import { newestPlans } from '../newest.ts';
import { worstGrade } from '../rules.ts';

const concerns = (review: IssuedReview) =>
  review.judgements.filter((judgement) => (worstGrade([judgement.gradeCode]) ?? 0) >= 3);

const worstOf = (review: IssuedReview) => worstGrade(review.judgements.map((judgement) => judgement.gradeCode)) ?? 0;

/** Schools with a 3 or a 4 in their newest issued review, a 4 before a 3, with the areas and where the plan stands. */
export const SchoolsOfConcern = ({
  reviews,
  plans,
}: {
  /** The newest of each school. */
  reviews: readonly IssuedReview[];
  plans: readonly PlanInScope[];
}) => {
  const planOf = newestPlans(plans);
  const found = reviews
    .filter((review) => worstOf(review) >= 3)
    .sort((a, b) => worstOf(b) - worstOf(a) || a.schoolName.localeCompare(b.schoolName, 'en-GB'));
  return (
    <Table
      caption="Schools with a 3 or a 4"
      columns={[{ header: 'School' }, { header: 'Judged 3 or 4' }, { header: 'Review' }, { header: 'Action plan' }]}
      rows={found.map((review) => {
        const plan = planOf.get(review.schoolId);
        return [
          <a class="govuk-link" href={schoolPaths.school(review.schoolId)}>
            {review.schoolName}
          </a>,
          concerns(review)
            .map((judgement) => `${judgement.areaTitle}: ${judgement.gradeCode}`)
            .join('; '),
          <a class="govuk-link" href={issuedPath(review.reviewId)}>
            {academicYearName(review.academicYear)}
          </a>,
          plan ? (
            <a class="govuk-link" href={plan.href}>
              {plan.stateInWords}
            </a>
          ) : (
            'No plan yet'
          ),
        ];
      })}
      empty="No school has a 3 or a 4 in its newest issued review."
      stack
    />
  );
};

/** Plans that the board has not approved by the last day of the autumn term; nothing where there are none. */
export const LatePlans = ({ plans }: { plans: readonly PlanInScope[] }) => {
  const late = plans.filter((plan) => plan.approval.late);
  return late.length === 0 ? null : (
    <Table
      caption="Plans that are late for the board"
      columns={[{ header: 'School' }, { header: 'Where it stands' }, { header: 'Why it is late' }]}
      rows={late.map((plan) => [
        <a class="govuk-link" href={plan.href}>
          {plan.schoolName} {academicYearName(plan.academicYear)}
        </a>,
        plan.stateInWords,
        plan.approval.words,
      ])}
      stack
    />
  );
};

/** How the fortnightly meetings with heads are kept, in one line; nothing where none are arranged. */
export const MeetingsWithHeads = ({ counts }: { counts: readonly SchoolCounts[] }) => {
  const arranged = counts.filter((school) => school.arranged);
  if (arranged.length === 0) return null;
  const sum = (of: (school: SchoolCounts) => number) => arranged.reduce((total, school) => total + of(school), 0);
  const behind = arranged.filter((school) => school.overdue).map((school) => school.school);
  return (
    <section>
      <h2 class="govuk-heading-m">Meetings with heads</h2>
      <p class="govuk-body">
        {sum((school) => school.held)} of {sum((school) => school.due)} fortnightly meetings were held this year,{' '}
        {sum((school) => school.missed)} missed{behind.length > 0 ? `. Overdue at ${behind.join(', ')}` : ''}.{' '}
        <a class="govuk-link" href={lineMeetingPaths.counts}>
          Meetings of each school
        </a>
      </p>
    </section>
  );
};

/** Which issued papers still lack somebody's receipt: whom the clerk reminds. */
export const ReceiptsOutstanding = ({ receipts }: { receipts: readonly OutstandingReceipts[] }) => (
  <Table
    caption="Receipts that have not come"
    columns={[
      { header: 'Paper' },
      { header: 'Not confirmed', align: 'number' },
      { header: 'Sent to', align: 'number' },
    ]}
    rows={receipts.map((one) => [
      <a class="govuk-link" href={one.href}>
        Annual Review {academicYearName(one.academicYear)} of {one.schoolName}
      </a>,
      one.missing,
      one.asked,
    ])}
    empty="Everybody has confirmed receipt of every Annual Review that was sent to them."
    stack
  />
);
