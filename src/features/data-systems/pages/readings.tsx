import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import { writeCsv } from '#platform/tabular/write-csv.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Table } from '#ui/table.tsx';
import { dataSystemPaths } from '../paths.ts';
import { mayReadReadings } from '../policy.ts';
import { countReadings, type Reading, readingsOf } from '../queries.ts';

const pageSize = 50;
const most = 100_000;

const when = (at: Temporal.Instant): string => {
  const local = at.toZonedDateTimeISO('Europe/London');
  return `${local.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}, ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

const pupilOf = (reading: Reading): string => {
  if (reading.pupil_id === null) return 'A list of pupils';
  const name = [reading.forename, reading.surname].filter(Boolean).join(' ');
  return name || reading.reference || 'A pupil whose record has been erased';
};

/** Who looked at single pupils of a school, and when. */
export async function showReadings(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, request.params['schoolId'] ?? '');
  demand(mayReadReadings(ctx.actor, school.id));
  const count = await countReadings(ctx, school.id);
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const asked = Number(request.query['page']);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  const rows = await readingsOf(ctx, school.id, { size: pageSize, from: (page - 1) * pageSize });
  return appPage(
    ctx,
    {
      title: 'Who has looked at pupil data',
      wide: true,
      crumbs: [{ label: `Data systems of ${school.name}`, href: dataSystemPaths.school(school.id) }],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Who has looked at pupil data"
        lead="Every time somebody opens single pupils’ data of the school in Cairn. Whoever comes back to the same page within ten minutes is written down once."
        actions={
          count > 0 ? (
            <ButtonLink href={dataSystemPaths.readingsFile(school.id)} variant="secondary" download>
              Download as CSV
            </ButtonLink>
          ) : null
        }
      />
      {count === 0 ? (
        <EmptyState title="Nobody has looked at single pupils">
          When somebody opens a list of pupils or one pupil’s data, who it was and when appears here.
        </EmptyState>
      ) : (
        <>
          <Table
            caption="Readings"
            captionHidden
            columns={[{ header: 'When' }, { header: 'Who' }, { header: 'What' }, { header: 'Pupil' }]}
            rows={rows.map((row) => [
              when(row.at),
              row.job_title ? `${row.reader}, ${row.job_title}` : row.reader,
              row.snapshot ? `${row.what} (${row.snapshot})` : row.what,
              pupilOf(row),
            ])}
            rowHeaders={false}
            stack
          />
          <Pager
            page={page}
            pages={pages}
            hrefFor={(each) => dataSystemPaths.readingsPage(school.id, each)}
            showing={{ from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, count), of: count }}
          />
        </>
      )}
    </>,
  );
}

export async function downloadReadings(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, request.params['schoolId'] ?? '');
  demand(mayReadReadings(ctx.actor, school.id));
  const rows = await readingsOf(ctx, school.id, { size: most, from: 0 });
  const lines = rows.map((row) => [
    when(row.at),
    row.reader,
    row.job_title ?? '',
    row.what,
    row.snapshot ?? '',
    pupilOf(row),
  ]);
  return download({
    bytes: writeCsv([['When', 'Who', 'Job title', 'What', 'Snapshot', 'Pupil'], ...lines]),
    mediaType: 'text/csv; charset=utf-8',
    fileName: `Who has looked at pupil data, ${school.name}.csv`,
  });
}
