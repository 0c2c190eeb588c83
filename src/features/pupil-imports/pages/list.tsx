import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { kinds } from '../kinds.ts';
import { importPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import { findSnapshot, isStanding, type ListedImport, listImports, type OpenSnapshot } from '../queries.ts';
import { number, plural } from '../words.ts';

const link = (row: ListedImport) => (
  <a class="govuk-link" href={importPaths.import(row.snapshot_id, row.id)}>
    {row.file_name}
  </a>
);

const day = (moment: Temporal.Instant | null): string => (moment ? shortDate(londonDate(moment)) : '—');

const next = (row: ListedImport): string => {
  if (row.working_since !== null) return 'Being read';
  if (row.findings.fileProblem) return 'Cannot be read to its end';
  return row.checked_at === null ? 'Say what its columns are' : 'Checked: bring it in';
};

const waitingCell = (row: ListedImport) =>
  row.open === 0 ? (
    '0'
  ) : (
    <a class="govuk-link" href={importPaths.rows(row.snapshot_id, row.id)}>
      {number(row.open)}
      <span class="govuk-visually-hidden"> rows of {row.file_name} to put right</span>
    </a>
  );

const Standing = ({ rows }: { rows: readonly ListedImport[] }) => (
  <Table
    caption="In the snapshot"
    columns={[
      { header: 'File' },
      { header: 'What it holds' },
      { header: 'Brought in', align: 'number' },
      { header: 'Rows to put right', align: 'number' },
      { header: 'By' },
      { header: 'On' },
    ]}
    rows={rows.map((row) => [
      link(row),
      kinds[row.kind].title,
      `${number(row.findings.items ?? 0)} ${kinds[row.kind].rows}`,
      waitingCell(row),
      row.importer ?? '',
      day(row.imported_at),
    ])}
    stack
  />
);

const Waiting = ({ rows }: { rows: readonly ListedImport[] }) => (
  <Table
    caption="Chosen, not brought in yet"
    columns={[{ header: 'File' }, { header: 'What it holds' }, { header: 'Next' }, { header: 'By' }, { header: 'On' }]}
    rows={rows.map((row) => [link(row), kinds[row.kind].title, next(row), row.uploader, day(row.uploaded_at)])}
    stack
  />
);

const Gone = ({ rows }: { rows: readonly ListedImport[] }) => (
  <Table
    caption="No longer in the snapshot"
    columns={[{ header: 'File' }, { header: 'What it held' }, { header: 'Why' }, { header: 'On' }]}
    rows={rows.map((row) => [
      link(row),
      kinds[row.kind].title,
      row.undone_why ?? 'A newer file took its place',
      day(row.undone_at ?? row.imported_at),
    ])}
    stack
  />
);

const Lists = ({
  snapshot,
  rows,
  isOpen,
}: {
  snapshot: OpenSnapshot;
  rows: readonly ListedImport[];
  isOpen: boolean;
}) => {
  const standing = rows.filter(isStanding);
  const waiting = rows.filter((row) => row.imported_at === null && row.undone_at === null);
  const gone = rows.filter((row) => row.undone_at !== null || row.replaced_by !== null);
  if (rows.length === 0)
    return (
      <EmptyState
        title="No file has been chosen yet"
        action={isOpen ? <ButtonLink href={importPaths.add(snapshot.id)}>Choose a file</ButtonLink> : undefined}
      >
        Begin with the pupil list from Go4Schools, SIMS, Arbor or Bromcom; then the grades, the attendance and the
        suspensions.
      </EmptyState>
    );
  return (
    <>
      {standing.length > 0 ? <Standing rows={standing} /> : null}
      {waiting.length > 0 ? <Waiting rows={waiting} /> : null}
      {gone.length > 0 ? <Gone rows={gone} /> : null}
    </>
  );
};

/** The files of a snapshot: what stands in it, what waits, what was taken out. */
export async function showImports(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, idParam(request, 'snapshotId'));
  const rows = await listImports(ctx, snapshot.id);
  const decision = mayCollect(ctx.actor, snapshot);
  const toMend = rows.filter(isStanding).reduce((sum, row) => sum + row.open, 0);
  return appPage(
    ctx,
    { title: 'Files', crumbs: [{ href: `/snapshots/${snapshot.id}`, label: snapshot.collection }] },
    <>
      <PageHeading
        title="Files"
        caption={`${snapshot.school} · ${snapshot.collection}`}
        lead="The school’s own exports, and what came of them. Nothing is in the snapshot until you bring it in."
        actions={
          decision.allowed && rows.length > 0 ? (
            <ButtonLink href={importPaths.add(snapshot.id)}>Choose a file</ButtonLink>
          ) : undefined
        }
      />
      {decision.allowed ? null : <InsetText>{decision.why}</InsetText>}
      {toMend > 0 ? (
        <InsetText>
          {plural(toMend, 'row waits', 'rows wait')} to be put right or left out. The rest of those files is in the
          snapshot.
        </InsetText>
      ) : null}
      <Lists snapshot={snapshot} rows={rows} isOpen={decision.allowed} />
    </>,
  );
}
