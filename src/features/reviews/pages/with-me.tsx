import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { activitiesNaming } from '../activity-queries.ts';
import { activityKinds } from '../rules.ts';
import { ledOf, whenOf } from './frame.tsx';

/** Where a reader of whatever role is named in the timetable of a shared review: when, with whom, about what, and what the review is for. */
export async function showWithMe(ctx: Ctx): Promise<Reply> {
  const activities = await activitiesNaming(ctx, ctx.today);
  return appPage(
    ctx,
    { title: 'Reviews that name you', crumbs: [] },
    <>
      <PageHeading
        title="Reviews that name you"
        lead="What is planned with you, from today on. No lesson is graded; you read what was written about yours as soon as it is recorded, and may reply."
      />
      {activities.length === 0 ? (
        <EmptyState title="Nothing is planned with you">
          When a review names you in its timetable, you are told, and it stands here.
        </EmptyState>
      ) : null}
      {activities.map((activity) => (
        <Card title={`${activityKinds[activity.kind].label}: ${activity.title}`} headingLevel={2}>
          <SummaryList
            rows={[
              { key: 'When', value: whenOf(activity) },
              { key: 'Where', value: activity.place || '—' },
              { key: 'Focus', value: activity.focus || '—' },
              { key: 'By', value: ledOf(activity) },
              { key: 'Review', value: `${activity.review_title}, ${activity.school_name}` },
              { key: 'What it is for', value: <MarkdownProse text={activity.purpose} /> },
            ]}
          />
        </Card>
      ))}
    </>,
  );
}
