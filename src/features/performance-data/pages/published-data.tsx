import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { capital } from '#platform/capital.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { type ImportRow, listImports } from '../import-queries.ts';
import { dataPackPaths, publishedDataPaths } from '../paths.ts';
import { newestPublished, publishedStages, type Release, registers, releases } from '../releases.ts';
import { yearName } from '../years.ts';
import { stateOf } from './import-words.ts';

const order = ['final', 'revised', 'provisional', 'unknown'];

/** The import that counts for a dataset and year: the most final one, then the newest. */
function counting(imports: readonly ImportRow[], dataset: string, year: number): ImportRow | undefined {
  const rank = (row: ImportRow) => Math.min(...row.statuses.map((status) => order.indexOf(status)), order.length);
  return imports
    .filter((row) => row.imported_at && !row.withdrawn_at && row.figures_own > 0)
    .filter((row) => row.datasets.includes(dataset) && row.years.includes(year))
    .sort((a, b) => rank(a) - rank(b) || String(b.imported_at).localeCompare(String(a.imported_at)))[0];
}

const Cell = ({ row }: { row: ImportRow | undefined }) =>
  row?.imported_at ? (
    <>
      <a class="govuk-link" href={publishedDataPaths.import(row.id)}>
        {row.statuses
          .filter((one) => one !== 'unknown')
          .map(capital)
          .join(', ') || 'Imported'}
      </a>
      <br />
      <span class="govuk-hint">
        {shortDate(londonDate(row.imported_at))}, {row.imported_by_name}
      </span>
    </>
  ) : (
    <span>Not imported</span>
  );

const external = (link: { label: string; href: string }) => (
  <a class="govuk-link" href={link.href} rel="noreferrer">
    {link.label}
  </a>
);

function missingRows(ctx: Ctx, imports: readonly ImportRow[], needed: readonly Release[]) {
  const figures = needed.flatMap((release) => {
    const newest = newestPublished(release, ctx.today);
    if (counting(imports, release.dataset, newest)) return [];
    return [[`${release.title} ${yearName(newest)}`, release.file, external(release.from)]];
  });
  const lists = registers.flatMap(({ kind, title, use, from }) =>
    imports.some((row) => row.imported_at && !row.withdrawn_at && row.kind.startsWith(kind))
      ? []
      : [[title, use, external(from)]],
  );
  return [...figures, ...lists];
}

/** What is there, what is missing for the data packs, and every file that was looked at. */
export async function showPublishedData(ctx: Ctx): Promise<Reply> {
  const imports = await listImports(ctx);
  const schools = await listSchools(ctx);
  const mayImport = holds(ctx.actor, 'published-data:import');
  const stages = new Set<string>(schools.flatMap(publishedStages));
  const needed = releases.filter(({ dataset }) => ['absence', 'census'].includes(dataset) || stages.has(dataset));
  const live = imports.filter((row) => row.imported_at && !row.withdrawn_at);
  const held = live.flatMap((row) => (row.figures_own > 0 ? row.years : []));
  const newest = Math.max(...needed.map((release) => newestPublished(release, ctx.today)), ...held);
  const years = [0, 1, 2, 3].map((back) => newest - back);
  const older = [...new Set(held)].filter((year) => year < newest - 3).sort((a, b) => b - a);
  const shown = [
    ...needed,
    ...releases.filter((one) => !needed.includes(one) && live.some((row) => row.datasets.includes(one.dataset))),
  ];
  const missing = missingRows(ctx, imports, needed);
  return appPage(
    ctx,
    { title: 'Published data', wide: true },
    <>
      <PageHeading
        title="Published data"
        lead="Results, absence, census, inspections and school details as DfE and Ofsted publish them. The data packs are made from these files."
        actions={mayImport ? <ButtonLink href={publishedDataPaths.upload}>Import files</ButtonLink> : null}
      />
      {live.length === 0 ? (
        <EmptyState
          title="Nothing has been imported yet"
          action={
            mayImport ? <ButtonLink href={publishedDataPaths.upload}>Import the first files</ButtonLink> : undefined
          }
        >
          Download the files named below, for all of England or for your local authority, and import them as they are.
        </EmptyState>
      ) : (
        <Table
          caption="What is there"
          columns={[{ header: 'Dataset' }, ...years.map((year) => ({ header: yearName(year) }))]}
          rows={shown.map((release) => [
            release.title,
            ...years.map((year) => <Cell row={counting(imports, release.dataset, year)} />),
          ])}
          stickyFirst
        />
      )}
      {older.length > 0 ? <p class="govuk-body">Older years are there too: {older.map(yearName).join(', ')}.</p> : null}
      {missing.length > 0 ? (
        <Table
          caption="Missing for the data packs"
          columns={[{ header: 'What' }, { header: 'Which file' }, { header: 'Where to download it' }]}
          rows={missing}
          stack
        />
      ) : (
        <p class="govuk-body">Everything that DfE and Ofsted have published by now for your schools is there.</p>
      )}
      <Table
        caption="Data packs"
        columns={[{ header: 'School' }]}
        rows={schools.map((school) => [
          <a class="govuk-link" href={dataPackPaths.pack(school.id)}>
            {school.name}
          </a>,
        ])}
        empty="There are no schools yet."
      />
      {imports.length > 0 ? (
        <Table
          caption="Files"
          columns={[
            { header: 'File' },
            { header: 'What it is' },
            { header: 'Years' },
            { header: 'Figures or inspections of our schools', align: 'number' },
            { header: 'Problems', align: 'number' },
            { header: 'State' },
          ]}
          rows={imports.map((row) => {
            const state = stateOf(row);
            return [
              <a class="govuk-link" href={publishedDataPaths.import(row.id)}>
                {row.file_name}
              </a>,
              row.title,
              row.years.map(yearName).join(', ') || '—',
              (row.figures_own + (row.findings.inspections ?? 0)).toLocaleString('en-GB'),
              row.problem_count.toLocaleString('en-GB'),
              <>
                <Tag colour={state.colour}>{state.word}</Tag> {state.detail}
              </>,
            ];
          })}
          stack
        />
      ) : null}
    </>,
  );
}
