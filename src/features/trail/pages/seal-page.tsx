import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { everything } from '../filter.ts';
import { trailPaths } from '../paths.ts';
import { countEvents, trailBreaks } from '../queries.ts';

export async function showSeal(ctx: Ctx): Promise<Reply> {
  const breaks = await trailBreaks(ctx);
  const events = await countEvents(ctx, everything);
  return appPage(
    ctx,
    { title: 'Is the trail whole?', crumbs: [{ href: trailPaths.trail, label: 'Trail' }] },
    <>
      <PageHeading
        title="Is the trail whole?"
        lead="Every event carries a seal made from its content and from the seal before it. A change behind Cairn’s back breaks it."
      />
      {breaks.length === 0 ? (
        <NotificationBanner kind="success" title="The trail is whole">
          All {events.toLocaleString('en-GB')} events follow from the one before. Checked on {longMoment(ctx.now)}.
        </NotificationBanner>
      ) : (
        <>
          <NotificationBanner kind="error" title="The trail has been changed">
            Somebody with direct access to the database has changed or removed events. Keep a copy of the database as it
            is now, and find out who had access. The events named below can no longer be relied on.
          </NotificationBanner>
          <Table
            caption="Where the trail breaks"
            columns={[{ header: 'Event', align: 'number' }, { header: 'What is wrong' }]}
            rows={breaks.map((one) => [one.number.toLocaleString('en-GB'), one.reason])}
          />
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={trailPaths.trail}>
          Back to the trail
        </a>
      </p>
    </>,
  );
}
