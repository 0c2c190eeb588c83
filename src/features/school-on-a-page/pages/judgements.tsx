import { academicYearName } from '#core/academic-year/rules.ts';
import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { type Grade, GradeTag } from '#ui/grade-tag.tsx';
import { Table } from '#ui/table.tsx';

const numbered = (code: string): Grade | undefined => ([1, 2, 3, 4] as const).find((grade) => String(grade) === code);

/** The newest issued judgements with those before, and the key issues that came of them. */
export const Judgements = ({ review }: { review: IssuedReview }) => (
  <>
    <Table
      caption={`Trust judgements, Annual Review ${academicYearName(review.academicYear)}`}
      columns={[{ header: 'Area' }, { header: 'Judgement' }, { header: 'The review before' }]}
      rows={review.judgements.map((judgement) => {
        const grade = numbered(judgement.gradeCode);
        return [
          judgement.areaTitle,
          grade ? <GradeTag grade={grade} /> : <GradeTag standard={judgement.gradeLabel} />,
          judgement.previousGradeLabel
            ? `${judgement.previousGradeLabel}${judgement.previousSource ? ' (entered by hand)' : ''}`
            : 'Not judged before',
        ];
      })}
      stack
    />
    <p class="govuk-body">
      <a class="govuk-link" href={issuedPath(review.reviewId)}>
        Read the review
      </a>
      , issued on {longDate(londonDate(review.issuedAt))}. These are judgements of the Trust, not an Ofsted inspection
      outcome.
    </p>
    {review.keyIssues.length > 0 ? (
      <>
        <h2 class="govuk-heading-s">What the school needs to do to improve</h2>
        <ol class="govuk-list govuk-list--number">
          {review.keyIssues.map((issue) => (
            <li>{issue.text}</li>
          ))}
        </ol>
      </>
    ) : null}
  </>
);
