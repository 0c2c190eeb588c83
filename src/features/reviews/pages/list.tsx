import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { belongsToSchool, holds, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { topicWords } from '#features/qa-calendar/index.ts';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { entriesToPrepare } from '../entry-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { type QaReview, readableReviews } from '../queries.ts';
import { StateTag } from './frame.tsx';

const aboutOf = (it: { topic: QaReview['topic']; department: string | null }): string =>
  it.topic === null ? (it.department ?? 'Department or subject') : topicWords[it.topic];

const days = (from: Temporal.PlainDate, to: Temporal.PlainDate): string =>
  from.equals(to) ? shortDate(from) : `${shortDate(from)} to ${shortDate(to)}`;

async function entriesOf(ctx: Ctx, year: number) {
  if (!holds(ctx.actor, 'review:lead')) return [];
  return (await entriesToPrepare(ctx, [year])).filter(
    (entry) => holdsAt(ctx.actor, 'review:lead', entry.school_id) && !belongsToSchool(ctx.actor, entry.school_id),
  );
}

/** The reviews of a year that the reader may open, and, for those who lead reviews, what the calendar still waits for; of the newest with a review where none was asked for and this one is empty. */
export async function showList(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const now = academicYearOf(ctx.today);
  const asked = Number(request.query['year']);
  const chosen = Number.isInteger(asked) && asked >= now - 5 && asked <= now + 1 ? asked : null;
  const entries = await entriesOf(ctx, chosen ?? now);
  const readable = await readableReviews(ctx, chosen === null ? {} : { academicYear: chosen });
  const isEmpty = entries.length === 0 && !readable.some((review) => review.academicYear === now);
  const earlier = readable.map((review) => review.academicYear).filter((each) => each < now);
  const year = chosen ?? (isEmpty && earlier.length > 0 ? Math.max(...earlier) : now);
  const reviews = readable.filter((review) => review.academicYear === year);
  return appPage(
    ctx,
    { title: 'Reviews', crumbs: [] },
    <>
      <PageHeading
        title="Reviews"
        lead="Departments and subjects in spring, topics in summer: what is looked at, by whom, and what it showed."
        actions={
          holds(ctx.actor, 'review:instruments') ? (
            <ButtonLink href={qaReviewPaths.forms} variant="secondary">
              Forms of the activities
            </ButtonLink>
          ) : null
        }
      />
      <SubNavigation
        label="Academic year"
        items={[...new Set([Math.min(year, now - 1), now - 1, now, now + 1])].map((each) => ({
          href: `${qaReviewPaths.list}?year=${each}`,
          label: academicYearName(each),
          current: each === year,
        }))}
      />
      {reviews.length > 0 ? (
        <Table
          caption={`Reviews of ${academicYearName(year)}`}
          columns={[
            { header: 'Review' },
            { header: 'School' },
            { header: 'About' },
            { header: 'Days' },
            { header: 'Lead' },
            { header: 'Where it stands' },
          ]}
          rows={reviews.map((review) => [
            <Link href={qaReviewPaths.review(review.id)}>{review.title}</Link>,
            review.schoolName,
            aboutOf({ topic: review.topic, department: review.departmentName }),
            days(review.startsOn, review.endsOn),
            review.members.find((member) => member.role === 'lead')?.name ?? '—',
            <StateTag state={review.state} short />,
          ])}
          stack
        />
      ) : entries.length === 0 ? (
        <EmptyState title={`No review of ${academicYearName(year)} yet`}>
          {holds(ctx.actor, 'review:lead')
            ? 'Reviews come from the calendar: once a school’s calendar is published, its reviews stand here to be prepared.'
            : 'A review stands here once it has been shared with you.'}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <Table
          caption="In the calendar, not prepared yet"
          columns={[
            { header: 'Review' },
            { header: 'School' },
            { header: 'About' },
            { header: 'When' },
            { header: 'Lead in the calendar' },
            { header: 'Action', headerHidden: true },
          ]}
          rows={entries.map((entry) => [
            entry.title,
            entry.school_name,
            aboutOf({ topic: entry.topic, department: entry.department_name }),
            entry.days_known ? days(entry.starts_on, entry.ends_on) : `Week of ${shortDate(entry.starts_on)}`,
            entry.lead_name ?? '—',
            <a class="govuk-link" href={qaReviewPaths.prepare(entry.id)}>
              Prepare this review
              <span class="govuk-visually-hidden">
                : {entry.title}, {entry.school_name}
              </span>
            </a>,
          ])}
          stack
        />
      ) : null}
    </>,
  );
}
