import { academicYearName } from '#core/academic-year/rules.ts';
import type { PlanInScope } from '#features/action-plans/index.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import type { DataReviewDay } from '#features/data-reviews/index.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { SummaryList } from '#ui/summary-list.tsx';
import { newestPlans } from '../newest.ts';
import { lateInPlan, nextStepOf } from '../rules.ts';
import { GradeCell } from './grade-cell.tsx';
import { PlanRatings } from './plan-ratings.tsx';

type Props = {
  school: { id: string; name: string };
  /** Issued reviews of this school, the newest first; null where the reader may not read them. */
  reviews: readonly IssuedReview[] | null;
  /** Plans of this school; null where the reader may not read them. */
  plans: readonly PlanInScope[] | null;
  /** The data review of this year; null where the reader may not read it, undefined where none is planned. */
  dataReview: DataReviewDay | null | undefined;
  /** Whether the reader may read its snapshots. */
  snapshots: boolean;
};

const dataReviewWords = (day: DataReviewDay): string => {
  if (day.heldOn) return `Held on ${longDate(day.heldOn)}`;
  return day.plannedOn ? `On ${longDate(day.plannedOn)}` : 'No day has been set';
};

const Judgements = ({ review }: { review: IssuedReview }) => (
  <>
    <a class="govuk-link" href={issuedPath(review.reviewId)}>
      Annual Review {academicYearName(review.academicYear)}
    </a>
    <ul class="govuk-list">
      {review.judgements.map((judgement) => (
        <li>
          <GradeCell judgement={judgement} /> {judgement.areaTitle}
        </li>
      ))}
    </ul>
  </>
);

const Plan = ({ plan }: { plan: PlanInScope }) => {
  const late = lateInPlan(plan);
  return (
    <>
      <a class="govuk-link" href={plan.href}>
        {plan.stateInWords}
      </a>
      {plan.withheld ? null : (
        <>
          <br />
          <PlanRatings ratings={plan.ratings} />
        </>
      )}
      {late.length > 0 ? (
        <>
          <br />
          <strong>Late: {late.join(', ')}.</strong>
        </>
      ) : null}
      <br />
      Next: {nextStepOf(plan, shortDate)}
    </>
  );
};

/** A school to somebody who belongs to it: how it was judged, where its plan stands, when its data review is, as far as the reader's role goes. */
export const OwnSchool = ({ school, reviews, plans, dataReview, snapshots }: Props) => {
  const plan = plans ? newestPlans(plans).get(school.id) : undefined;
  const [newest, ...earlier] = reviews ?? [];
  return (
    <section>
      <h2 class="govuk-heading-m">
        <a class="govuk-link" href={schoolPaths.school(school.id)}>
          {school.name}
        </a>
      </h2>
      <SummaryList
        rows={[
          ...(reviews
            ? [
                {
                  key: 'How it was judged',
                  value: newest ? <Judgements review={newest} /> : 'No Annual Review has been issued yet.',
                },
              ]
            : []),
          ...(earlier.length > 0
            ? [
                {
                  key: 'Earlier reviews',
                  value: earlier.map((review) => (
                    <>
                      <a class="govuk-link" href={issuedPath(review.reviewId)}>
                        {academicYearName(review.academicYear)}
                      </a>{' '}
                    </>
                  )),
                },
              ]
            : []),
          ...(plans ? [{ key: 'Action plan', value: plan ? <Plan plan={plan} /> : 'There is no plan yet.' }] : []),
          ...(dataReview === null
            ? []
            : [
                {
                  key: 'Data review this year',
                  value: dataReview ? (
                    <a class="govuk-link" href={dataReview.href}>
                      {dataReviewWords(dataReview)}
                    </a>
                  ) : (
                    'The Trust has not planned it yet.'
                  ),
                },
              ]),
          ...(snapshots
            ? [
                {
                  key: 'The school’s own data',
                  value: (
                    <a class="govuk-link" href={snapshotPaths.ofSchool(school.id)}>
                      Snapshots
                    </a>
                  ),
                },
              ]
            : []),
          {
            key: 'Published results',
            value: (
              <a class="govuk-link" href={dataPackPaths.pack(school.id)}>
                Data pack
              </a>
            ),
          },
        ]}
      />
    </section>
  );
};
