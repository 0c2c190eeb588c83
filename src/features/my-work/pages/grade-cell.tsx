import type { IssuedReview } from '#features/annual-reviews/index.ts';
import { type Grade, GradeTag } from '#ui/grade-tag.tsx';
import { movement } from '../rules.ts';

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
