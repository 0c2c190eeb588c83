import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { holds, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { dataSystemPaths } from '#features/data-systems/paths.ts';
import { analysisPaths } from '#features/snapshot-analysis/paths.ts';
import { snapshotOverviewPaths } from '#features/snapshot-overview/paths.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { snapshotPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { collectionsOfYear, collectionYears, type Snapshot, snapshotsOf } from '../queries.ts';
import { newestVersions } from '../rules.ts';
import { StateTag } from './state-tag.tsx';

type Collection = Awaited<ReturnType<typeof collectionsOfYear>>[number];

/** Schools × what was asked for: where each stands. One school alone reads it as a list. */
const Standing = (props: { ctx: Ctx; collections: readonly Collection[]; snapshots: readonly Snapshot[] }) => {
  const schools = [...new Map(props.snapshots.map((each) => [each.school_id, each.school])).entries()];
  const all = holdsAt(props.ctx.actor, 'snapshot:ask', null);
  return (
    <Table
      caption="Where each school stands"
      captionHidden
      columns={[
        { header: 'School' },
        ...props.collections.map((collection) => ({
          header: all ? (
            <a class="govuk-link" href={snapshotPaths.collection(collection.id)}>
              {collection.name}
            </a>
          ) : (
            collection.name
          ),
        })),
      ]}
      rows={schools.map(([id, name]) => [
        name,
        ...props.collections.map((collection) => {
          const snapshot = props.snapshots.find(
            (each) => each.school_id === id && each.collection_id === collection.id,
          );
          if (!snapshot) return 'Not asked';
          return (
            <a class="govuk-link" href={snapshotPaths.snapshot(snapshot.id)}>
              <StateTag snapshot={snapshot} today={props.ctx.today} />
              <span class="govuk-visually-hidden">
                {' '}
                {snapshot.name} of {name}
              </span>
            </a>
          );
        }),
      ])}
      stickyFirst
    />
  );
};

/** From here to what is made of snapshots, for those who may open it. */
const Ways = ({ ctx }: { ctx: Ctx }) => (
  <ul class="govuk-list">
    <li>
      <a class="govuk-link" href={snapshotOverviewPaths.overview()}>
        {holdsAt(ctx.actor, 'snapshot:read', null) ? 'Every school, measure by measure' : 'The school beside the trust'}
      </a>
    </li>
    {holds(ctx.actor, 'snapshot-analysis:read') ? (
      <li>
        <a class="govuk-link" href={analysisPaths.list}>
          What heads say about their snapshots
        </a>
      </li>
    ) : null}
    {holds(ctx.actor, 'data-system:read') ? (
      <li>
        <a class="govuk-link" href={dataSystemPaths.overview}>
          Data systems, and who has access
        </a>
      </li>
    ) : null}
  </ul>
);

/** What the trust has asked its schools for in a year, and where each school stands. */
export async function showSnapshots(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const thisYear = academicYearOf(ctx.today);
  const years = [...new Set([thisYear, ...(await collectionYears(ctx))])].sort((one, other) => other - one);
  const asked = Number(request.query['year']);
  const year = years.includes(asked) ? asked : thisYear;
  const collections = (await collectionsOfYear(ctx, year)).toReversed();
  const snapshots = newestVersions(
    await snapshotsOf(
      ctx,
      collections.map((collection) => collection.id),
    ),
  );
  const asks = mayAsk(ctx.actor).allowed;
  return appPage(
    ctx,
    { title: 'Snapshots', wide: true },
    <>
      <PageHeading
        title="Snapshots"
        lead="Each term every school gives its data as it stands on one day. Once taken, a snapshot never changes, so that terms and years can be compared."
        actions={asks ? <ButtonLink href={snapshotPaths.ask}>Ask schools for a snapshot</ButtonLink> : null}
      />
      {years.length > 1 ? (
        <SubNavigation
          label="School year"
          items={years.map((each) => ({
            href: snapshotPaths.listOf(each),
            label: academicYearName(each),
            current: each === year,
          }))}
        />
      ) : null}
      {collections.length > 0 ? <Ways ctx={ctx} /> : null}
      {collections.length > 0 ? (
        <Standing ctx={ctx} collections={collections} snapshots={snapshots} />
      ) : (
        <EmptyState
          title={`No snapshot has been asked for in ${academicYearName(year)}`}
          action={asks ? <ButtonLink href={snapshotPaths.ask}>Ask schools for a snapshot</ButtonLink> : null}
        >
          {asks
            ? 'Say which data, of which day and by when. Each school is told, and fills its own snapshot from the files that its systems export.'
            : 'When the Trust asks for one, the school’s page for it appears here.'}
        </EmptyState>
      )}
    </>,
  );
}
