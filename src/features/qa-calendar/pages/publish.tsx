import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { publishAgreed } from '../actions/publish-calendar.ts';
import { standings } from '../consultation-queries.ts';
import { calendarWords } from '../consultation-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { yearInPath } from './asked-year.ts';
import { stateColours } from './consultation.tsx';

/** Where the calendar of every school stands; those that have agreed are published together. */
export async function showPublish(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInPath(request);
  const rows = await standings(ctx, year);
  const agreed = rows.filter(({ state }) => state === 'agreed' || state === 'agreed_again');
  return appPage(
    ctx,
    {
      title: 'Consult and publish',
      crumbs: [{ href: qaCalendarPaths.calendarOf(year), label: `QA calendar ${academicYearName(year)}` }],
      wide: true,
    },
    <>
      <PageHeading
        caption={`QA calendar ${academicYearName(year)}`}
        title="Consult and publish"
        lead="Each school is asked before its calendar is published: the head teacher and a staff representative agree, or ask to move what does not fit."
      />
      <Table
        caption="Where each school’s calendar stands"
        captionHidden
        columns={[
          { header: 'School' },
          { header: 'Where it stands' },
          { header: 'Entries', align: 'number' },
          { header: 'Answer by' },
          { header: 'Requests to move', align: 'number' },
        ]}
        rows={rows.map(({ school, state, standing, dueOn, entries }) => [
          <a class="govuk-link" href={qaCalendarPaths.consultation(school.id, year)}>
            {school.name}
          </a>,
          <Tag colour={stateColours[state]}>{calendarWords[state]}</Tag>,
          entries,
          dueOn && state !== 'published' ? shortDate(dueOn) : '—',
          standing.openRequests,
        ])}
        empty="No school yet."
        stack
      />
      {agreed.length > 0 ? (
        <Form action={qaCalendarPaths.publish(year)} csrfToken={ctx.page.csrfToken}>
          <Button>
            {agreed.length === 1
              ? 'Publish the school that has agreed'
              : `Publish the ${agreed.length} schools that have agreed`}
          </Button>
        </Form>
      ) : (
        <p class="govuk-body">
          No school has agreed to a calendar that is not published yet. Open a school to ask it, or to publish with a
          reason.
        </p>
      )}
    </>,
  );
}

export async function sendPublishAgreed(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInPath(request);
  const { published, left } = await publishAgreed(ctx, year);
  const done = published.length === 0 ? 'Nothing was published.' : `Published: ${published.join(', ')}.`;
  const rest = left.map(({ school, why }) => `${school} was left: ${why}.`).join(' ');
  return redirectTo(qaCalendarPaths.publish(year), `${done} ${rest}`.trim());
}
