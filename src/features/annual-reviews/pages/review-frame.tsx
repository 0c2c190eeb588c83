import type { Child } from 'hono/jsx';
import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { appPage, type PageProps } from '#core/web/app-page.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { JudgementContent } from '../content/queries.ts';
import { listPath, reviewPath } from '../paths.ts';
import type { Review } from '../queries.ts';
import { type ReviewState, reviewStates } from '../rules.ts';

export const reviewTitle = (review: Review): string => `Annual Review ${academicYearName(review.academicYear)}`;

/** A page about one review, with the way back to it. */
export function reviewPage(ctx: Ctx, review: Review, props: PageProps, children: Child): Reply {
  const crumbs = [
    { href: listPath, label: 'Annual Reviews' },
    { href: reviewPath(review.id), label: `${review.schoolName} ${academicYearName(review.academicYear)}` },
  ];
  return appPage(ctx, { crumbs, ...props }, children);
}

const colours: Record<ReviewState, TagColour> = {
  draft: 'grey',
  facts: 'blue',
  revision: 'grey',
  moderation: 'purple',
  signature: 'amber',
  signed: 'amber',
  issued: 'green',
  withdrawn: 'red',
};

export const StateTag = ({ state, short = false }: { state: ReviewState; short?: boolean }) => (
  <Tag colour={colours[state]}>{reviewStates[state][short ? 'short' : 'words']}</Tag>
);

/** The previous grade as words, or that there is none. `brief` where its source stands below, once for all. */
export const Previous = ({ judgement, brief = false }: { judgement: JudgementContent; brief?: boolean }) => {
  const { previous } = judgement;
  if (!previous) return <>Not judged before</>;
  const source = previous.source === null ? '' : `, ${brief ? 'entered by hand' : previous.source}`;
  return (
    <>
      {gradeLabel(previous)}{' '}
      <span class="govuk-hint">
        ({academicYearName(previous.academicYear)}
        {source})
      </span>
    </>
  );
};

export const GradeNow = ({ judgement }: { judgement: JudgementContent }) => <FrameworkGrade grade={judgement.grade} />;
