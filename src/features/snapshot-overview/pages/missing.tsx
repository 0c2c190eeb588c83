import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { safeHref } from '#ui/safe-href.ts';
import { Table } from '#ui/table.tsx';
import { loadOverview } from '../load-overview.ts';
import { contactsAt } from '../queries.ts';
import { framed, nothingAsked } from './frame.tsx';

const title = 'Not shared yet';

type Contact = Awaited<ReturnType<typeof contactsAt>>[number];

const Contacts = (props: { contacts: readonly Contact[] }) =>
  props.contacts.length === 0 ? (
    <>Nobody is entered as its head or data manager</>
  ) : (
    <div>
      {props.contacts.map((contact) => (
        <div>
          {contact.name}, {roles[contact.role as keyof typeof roles].label.toLowerCase()}:{' '}
          <a class="govuk-link" href={safeHref(`mailto:${contact.email}`)}>
            {contact.email}
          </a>
        </div>
      ))}
    </div>
  );

/** The schools that have not taken their snapshot of a collection, the latest first, and whom to ask. */
export async function showMissing(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const overview = await loadOverview(ctx, request);
  if (!overview) return nothingAsked(ctx, title);
  const { collection, rows } = overview;
  const waiting = rows
    .filter((row) => row.snapshotId === null)
    .toSorted((one, other) => Temporal.PlainDate.compare(one.dueOn, other.dueOn));
  const contacts = Map.groupBy(
    await contactsAt(
      ctx,
      waiting.map((row) => row.schoolId),
    ),
    (each) => each.school_id,
  );
  const late = waiting.filter((row) => Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0).length;
  return framed(
    {
      ctx,
      request,
      view: 'missing',
      title,
      lead: `${waiting.length} of ${rows.length} ${rows.length === 1 ? 'school has' : 'schools have'} not shared ${collection.name}${late > 0 ? `; ${late} ${late === 1 ? 'is' : 'are'} late` : ''}. It was asked for by ${longDate(collection.due_on)}.`,
      overview,
      choice: null,
      choose: ['collection'],
    },
    waiting.length === 0 ? (
      <EmptyState title="Every school has shared it">Nothing is to be done.</EmptyState>
    ) : (
      <Table
        caption="Schools that have not shared it"
        captionHidden
        columns={[
          { header: 'School' },
          { header: 'Due' },
          { header: 'Days late', align: 'number' },
          { header: 'Whom to ask' },
        ]}
        rows={waiting.map((row) => [
          <a class="govuk-link" href={snapshotPaths.snapshot(row.openId)}>
            {row.school}
          </a>,
          shortDate(row.dueOn),
          Math.max(0, ctx.today.since(row.dueOn).days),
          <Contacts contacts={contacts.get(row.schoolId) ?? []} />,
        ])}
        stack
      />
    ),
  );
}
