import { academicYearName } from '#core/academic-year/rules.ts';
import type { PlanInScope } from '#features/action-plans/index.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { phaseLabels } from '#features/schools/index.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { type Grade, GradeTag } from '#ui/grade-tag.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { Table } from '#ui/table.tsx';
import { areaNames } from '../areas.ts';
import type { schoolRows } from '../queries.ts';
import { movement } from '../rules.ts';

type School = Awaited<ReturnType<typeof schoolRows>>[number];
type Judgement = IssuedReview['judgements'][number];

const numbered = (code: string): Grade | undefined => ([1, 2, 3, 4] as const).find((grade) => String(grade) === code);

/** A grade in as little room as a table of forty schools has: the number with its colour, the movement in words, and all of it for a screen reader. */
export const GradeCell = ({ judgement }: { judgement: Judgement | undefined }) => {
  if (!judgement) return <>—</>;
  const grade = numbered(judgement.gradeCode);
  const moved = movement(judgement.gradeCode, judgement.previousGradeCode);
  const was = moved === 'better' || moved === 'worse' ? `was ${judgement.previousGradeCode}` : '';
  return (
    <>
      {grade ? <GradeTag grade={grade} compact /> : <GradeTag standard={judgement.gradeLabel} />}
      {was ? (
        <span class="cairn-was">
          {' '}
          {was}
          <span class="govuk-visually-hidden">, {moved}</span>
        </span>
      ) : null}
    </>
  );
};

const ratingsOf = (plan: PlanInScope) => (
  <>
    {(['red', 'amber', 'green'] as const).map((rag) =>
      plan.ratings[rag] > 0 ? <RagTag rating={rag} label={`${plan.ratings[rag]} ${rag}`} /> : null,
    )}
  </>
);

type Props = { schools: readonly School[]; reviews: readonly IssuedReview[]; plans: readonly PlanInScope[] };

/** A row a school: the newest issued judgements with their movement, and where the action plan stands. */
export const SchoolsAtAGlance = ({ schools, reviews, plans }: Props) => {
  const newest = new Map<string, IssuedReview>();
  for (const review of reviews) if (!newest.has(review.schoolId)) newest.set(review.schoolId, review);
  const shown = [...newest.values()].filter((review) => review.frameworkFamily === 'section-5');
  const areas = areaNames(shown);
  const planOf = (schoolId: string) =>
    plans.filter((plan) => plan.schoolId === schoolId).sort((a, b) => b.academicYear - a.academicYear)[0];
  return (
    <Table
      caption="Schools at a glance"
      columns={[
        { header: 'School' },
        { header: 'Phase' },
        { header: 'Review' },
        ...areas.map((area) => ({ header: area.short })),
        { header: 'Action plan' },
        { header: 'Criteria' },
      ]}
      rows={schools.map((school) => {
        const review = newest.get(school.id);
        const plan = planOf(school.id);
        return [
          <a class="govuk-link" href={schoolPaths.school(school.id)}>
            {school.name}
          </a>,
          phaseLabels[school.phase],
          review ? academicYearName(review.academicYear) : 'None issued',
          ...areas.map((area) => (
            <GradeCell judgement={review?.judgements.find((judgement) => judgement.areaCode === area.code)} />
          )),
          plan ? (
            <>
              <a class="govuk-link" href={plan.href}>
                {plan.stateInWords}
              </a>
              {plan.approval.late ? ', approval is late' : ''}
            </>
          ) : (
            'No plan yet'
          ),
          plan ? ratingsOf(plan) : '—',
        ];
      })}
      empty="No school is in the trust yet."
      stickyFirst
      dense
    />
  );
};
