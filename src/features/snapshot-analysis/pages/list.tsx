import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { longDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { type Standing, standings, yearsWithSnapshots } from '../list-queries.ts';
import { analysisPaths } from '../paths.ts';
import { mayWriteAnalysis, seesProgress } from '../policy.ts';
import { openQuestionsWords } from '../rules.ts';
import { StandingTag } from './analysis-frame.tsx';

/** The school's name, leading to what the reader may open of its analysis. */
const School = ({ ctx, row }: { ctx: Ctx; row: Standing }) => {
  if (row.analysis_id && row.presented_at) return <Link href={analysisPaths.paper(row.analysis_id)}>{row.school}</Link>;
  if (!mayWriteAnalysis(ctx.actor, row.school_id).allowed) return <>{row.school}</>;
  return (
    <Link href={row.analysis_id ? analysisPaths.write(row.analysis_id) : analysisPaths.of(row.snapshot_id)}>
      {row.school}
    </Link>
  );
};

function yearAsked(request: PageRequest, years: readonly number[], today: Temporal.PlainDate): number {
  const asked = Number(request.query['year']);
  return years.includes(asked) ? asked : (years[0] ?? academicYearOf(today));
}

/** Every analysis that the reader may read, collection by collection; its writers and the leaders of the Trust also see what is not there yet. */
export async function showAnalyses(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const years = await yearsWithSnapshots(ctx);
  const year = yearAsked(request, years, ctx.today);
  const rows = (await standings(ctx, { academicYear: year })).filter(
    (row) => row.presented_at !== null || seesProgress(ctx.actor, row.school_id),
  );
  const collections = [...Map.groupBy(rows, (row) => row.collection_id).values()];
  const missing = rows.filter((row) => row.presented_at === null).length;
  return appPage(
    ctx,
    { title: 'Analyses of snapshots', crumbs: [{ href: snapshotPaths.list, label: 'Snapshots' }] },
    <>
      <PageHeading
        title="Analyses of snapshots"
        caption={academicYearName(year)}
        lead={
          rows.length === 0
            ? undefined
            : missing === 0
              ? 'Each head teacher’s account of what the snapshot says, why, and what happens next.'
              : `${missing} of ${rows.length} ${missing === 1 ? 'is' : 'are'} still to be presented.`
        }
      />
      {years.length > 1 ? (
        <FilterForm action={analysisPaths.list}>
          <Select
            name="year"
            label="School year"
            options={years.map((each) => ({ value: String(each), label: academicYearName(each) }))}
            value={String(year)}
          />
        </FilterForm>
      ) : null}
      {collections.length === 0 ? (
        <EmptyState title="No analysis has been presented yet">
          A head teacher writes one beside the school’s snapshot once that has been taken, and presents it to the
          Executive Principal and the local governing body. It then stands here.
        </EmptyState>
      ) : null}
      {collections.map((of) => (
        <Table
          caption={`${of[0]?.name ?? ''}, data of ${of[0] ? longDate(of[0].data_on) : ''}`}
          columns={[{ header: 'School' }, { header: 'Analysis' }, { header: 'Open questions', align: 'number' }]}
          rows={of.map((row) => [
            <School ctx={ctx} row={row} />,
            <StandingTag standing={row} />,
            row.presented_at ? openQuestionsWords(row.open_questions) : '—',
          ])}
          stack
        />
      ))}
    </>,
  );
}
