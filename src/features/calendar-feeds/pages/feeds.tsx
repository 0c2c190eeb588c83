import { scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longMoment, shortDate } from '#platform/clock.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { endFeed } from '../actions/end-feed.ts';
import { makeFeed } from '../actions/make-feed.ts';
import { feedForm } from '../forms.ts';
import { calendarFeedPaths } from '../paths.ts';
import { mayReach } from '../policy.ts';
import { type Feed, ownFeeds } from '../queries.ts';
import { HowTo, NewAddress } from './new-address.tsx';

const title = 'Reviews in your calendar';

const reachOf = (feed: Feed, trustName: string): string =>
  ({ own: 'My own part', school: feed.school ?? 'A school', trust: trustName })[feed.reach];

const Feeds = ({ ctx, feeds }: { ctx: Ctx; feeds: readonly Feed[] }) =>
  feeds.length === 0 ? (
    <EmptyState title="You have made no address yet">
      Make one below, and give it to the calendar program that you use anyway.
    </EmptyState>
  ) : (
    <Table
      caption="Your addresses"
      columns={[
        { header: 'What it shows' },
        { header: 'Made' },
        { header: 'Last read by a program' },
        { header: 'What to do', headerHidden: true },
      ]}
      rows={feeds.map((feed) => [
        reachOf(feed, ctx.actor.trustName),
        shortDate(londonDate(feed.made_at)),
        feed.last_read_at ? longMoment(feed.last_read_at) : 'Not yet',
        <Form
          action={calendarFeedPaths.end(feed.id)}
          csrfToken={ctx.page.csrfToken}
          label={`End the address: ${reachOf(feed, ctx.actor.trustName)}`}
        >
          <Button variant="warning" hiddenText={`: ${reachOf(feed, ctx.actor.trustName)}`}>
            End it
          </Button>
        </Form>,
      ])}
      stack
    />
  );

async function MakeForm(ctx: Ctx, refused: Refused | undefined) {
  const { value, error } = shownIn('make', refused);
  const schools = await listSchools({ ...ctx, scope: scopeOf(ctx.actor, 'qa-calendar:read') });
  const reaches = [
    { value: 'own', label: 'My own part', hint: 'Reviews that I lead, and activities with my name' },
    ...(schools.length > 0
      ? [{ value: 'school', label: 'A school', hint: 'Its published calendar. Choose it below.' }]
      : []),
    ...(mayReach(ctx.actor, 'trust', null).allowed
      ? [{ value: 'trust', label: 'The whole trust', hint: 'The published calendars of every school' }]
      : []),
  ];
  return (
    <Form action={calendarFeedPaths.feeds} csrfToken={ctx.page.csrfToken} label="Make an address">
      <h2 class="govuk-heading-m">Make an address</h2>
      <Radios
        name="reach"
        label="What it shows"
        options={reaches}
        value={value('reach') ?? (reaches.length === 1 ? 'own' : undefined)}
        error={error('reach')}
      />
      {schools.length > 0 ? (
        <Select
          name="schoolId"
          label="School"
          hint="Only for the calendar of a school"
          placeholder="Choose a school"
          value={value('schoolId')}
          error={error('schoolId')}
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
          required={false}
        />
      ) : null}
      <p class="govuk-body">If you have one of the same kind already, the new address takes its place.</p>
      <Button>Make the address</Button>
    </Form>
  );
}

async function feedsPage(ctx: Ctx, refused?: Refused): Promise<Reply> {
  const feeds = await ownFeeds(ctx);
  return appPage(
    ctx,
    { title, crumbs: [], ...(refused ? { errors: refused.errors } : {}) },
    <>
      <PageHeading
        title={title}
        lead="A secret address lets Outlook, Google Calendar or a phone show reviews beside everything else. It shows what your role lets you see, and nothing any more when your role ends."
      />
      <Feeds ctx={ctx} feeds={feeds} />
      {await MakeForm(ctx, refused)}
      <HowTo />
      <p class="govuk-body">
        What comes by mail you choose under{' '}
        <a class="govuk-link" href={calendarFeedPaths.reminders}>
          Reminders and the weekly digest
        </a>
        .
      </p>
    </>,
  );
}

export const showFeeds = (ctx: Ctx): Promise<Reply> => feedsPage(ctx);

/** Makes the address and shows it, this once: no later page can. */
export async function sendFeed(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const read = readForm(feedForm, request.form);
  return await answerForm(
    'make',
    read.ok && read.value.reach === 'school' && read.value.schoolId === null
      ? { ok: false, typed: read.typed, errors: [{ field: 'schoolId', message: 'Choose a school' }] }
      : read,
    async ({ reach, schoolId }) => {
      const token = await makeFeed(ctx, reach, schoolId);
      return appPage(
        ctx,
        { title: 'Your new address', crumbs: [{ label: title, href: calendarFeedPaths.feeds }] },
        <NewAddress address={`${ctx.services.publicUrl}${calendarFeedPaths.file(token)}`} />,
      );
    },
    (refused) => feedsPage(ctx, refused),
  );
}

export async function sendEnd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  await endFeed(ctx, idParam(request, 'feedId'));
  return redirectTo(calendarFeedPaths.feeds, 'The address has ended. Calendar programs find nothing there any more.');
}
