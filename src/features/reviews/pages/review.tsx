import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { minutesInWords } from '#core/workload/count-rules.ts';
import { topicWords } from '#features/qa-calendar/index.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { slotOf } from '../actions/book-activity.ts';
import { blockersToGather, blockersToShare } from '../actions/take-step.ts';
import { type Activity, activitiesOf } from '../activity-queries.ts';
import { sharesOf } from '../activity-rules.ts';
import { isOfReview } from '../policy.ts';
import { changesOf, findReview, type QaReview } from '../queries.ts';
import { themesOf } from '../theme-queries.ts';
import { reviewPage, StateTag } from './frame.tsx';
import { NextStep, type StepShown } from './next-step.tsx';
import { Changes, TeamTable, ThemesTable, TimetableTable } from './plan-tables.tsx';

const days = (review: QaReview): string =>
  review.startsOn.equals(review.endsOn)
    ? longDate(review.startsOn)
    : `${longDate(review.startsOn)} to ${longDate(review.endsOn)}`;

/** What the whole timetable costs the school and the team, in minutes. */
function costsOf(review: QaReview, activities: readonly Activity[]): { school: number; team: number } {
  const shares = activities
    .filter((activity) => activity.cancelled_at === null)
    .flatMap((activity) => sharesOf(slotOf(activity), review));
  const sum = (of: typeof shares) => of.reduce((minutes, share) => minutes + share.minutes, 0);
  const isTeam = (personId: string | null) => personId !== null && review.memberIds.includes(personId);
  return {
    school: sum(shares.filter((share) => !isTeam(share.personId))),
    team: sum(shares.filter((share) => isTeam(share.personId))),
  };
}

/** The one page of a review: scope, team and timetable as they are shared with the school, and what is to be done next. */
export async function showReviewPage(ctx: Ctx, reviewId: string, shown?: StepShown): Promise<Reply> {
  const review = await findReview(ctx, reviewId);
  const ours = isOfReview(ctx.actor, review);
  const themes = await themesOf(ctx, review.id, { removed: true });
  const activities = await activitiesOf(ctx, review.id);
  const framework = await findFramework(ctx, review.frameworkId);
  const blockers =
    review.state === 'preparing'
      ? await blockersToShare(ctx, review)
      : review.state === 'shared'
        ? await blockersToGather(ctx, review)
        : [];
  const costs = costsOf(review, activities);
  const live = themes.filter((theme) => theme.removed_at === null);
  const removed = themes.filter((theme) => theme.removed_at !== null);
  return reviewPage(
    ctx,
    review,
    { title: 'Plan', errors: shown?.errors ?? [], wide: true, styles: ['reviews.css'] },
    <>
      <PageHeading
        caption={review.schoolName}
        title={review.title}
        status={<StateTag state={review.state} />}
        lead={`${days(review)}. Themes are graded across all that is seen; no lesson is graded.`}
      />
      {review.state === 'cancelled' && review.stateWhy ? <p class="govuk-body">Why: {review.stateWhy}</p> : null}
      <div class="cairn-review-next">
        <NextStep ctx={ctx} review={review} themes={live} activities={activities} blockers={blockers} shown={shown} />
      </div>
      <section>
        <h2 class="govuk-heading-m">What it wants to find out, and what it leaves alone</h2>
        {review.purpose.trim() === '' ? (
          <p class="govuk-body">Not written yet.</p>
        ) : (
          <MarkdownProse text={review.purpose} />
        )}
      </section>
      <Changes changes={await changesOf(ctx, review.id)} />
      <SummaryList
        rows={[
          { key: 'About', value: review.topic === null ? (review.departmentName ?? '—') : topicWords[review.topic] },
          { key: 'Days', value: days(review) },
          { key: 'Academic year', value: academicYearName(review.academicYear) },
          { key: 'Framework', value: `${framework.name}, version ${framework.version}` },
          {
            key: 'Shared with the school',
            value: review.sharedAt === null ? 'Not yet' : longDate(londonDate(review.sharedAt)),
          },
          {
            key: 'What it costs',
            value:
              costs.school + costs.team === 0
                ? 'Nothing is planned yet'
                : `${minutesInWords(costs.school)} of the school’s people, ${minutesInWords(costs.team)} of the team`,
          },
        ]}
      />
      <TimetableTable ctx={ctx} review={review} activities={activities} />
      <ThemesTable ctx={ctx} review={review} themes={live} framework={framework} />
      {removed.length > 0 && ours ? (
        <p class="govuk-body">
          Taken out: {removed.map((theme) => `${theme.title} (${theme.removed_why ?? ''})`).join('; ')}.
        </p>
      ) : null}
      <TeamTable ctx={ctx} review={review} />
      {ours ? <TrailLink table="qa_review" id={review.id} /> : null}
    </>,
  );
}

export const showReview = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  showReviewPage(ctx, idParam(request, 'qaReviewId'));
