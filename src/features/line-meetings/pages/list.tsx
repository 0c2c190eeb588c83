import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { countsIn, type SchoolCounts } from '../counts.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayArrange } from '../policy.ts';
import { seriesOfYear } from '../queries.ts';
import { countCells, countColumns } from './count-columns.tsx';

const isHead = (ctx: Ctx, schoolId: string): boolean =>
  ctx.actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId);

/** Schools whose meetings the reader may open: every one for the Executive Principal, the own for a head, those that a leader holds. */
async function ownCounts(ctx: Ctx, year: number): Promise<SchoolCounts[]> {
  const counts = await countsIn(ctx, year);
  if (hasRole(ctx.actor, 'executive_principal')) return counts;
  const series = await seriesOfYear(ctx, year);
  return counts.filter(({ schoolId }) => isHead(ctx, schoolId) || series.some((one) => one.school_id === schoolId));
}

/** All schools in one table, the one that waits longest first to be seen; somebody with one school is taken to it. */
export async function showList(ctx: Ctx): Promise<Reply> {
  const year = academicYearOf(ctx.today);
  const counts = await ownCounts(ctx, year);
  const arranges = mayArrange(ctx.actor).allowed;
  const [only, ...others] = counts;
  if (only && others.length === 0 && !arranges) return redirectTo(lineMeetingPaths.series(only.schoolId));
  const missing = counts.filter((school) => !school.arranged).length;
  return appPage(
    ctx,
    { title: 'Meetings', crumbs: [], wide: true },
    <>
      <PageHeading
        title="Line management meetings"
        caption={academicYearName(year)}
        lead="Each fortnight of term with every head: progress against the criteria of the action plan is reviewed and recorded."
        actions={
          arranges && missing > 0 ? (
            <ButtonLink href={lineMeetingPaths.arrangeAll}>
              {missing === counts.length ? 'Arrange all schools' : 'Arrange the others'}
            </ButtonLink>
          ) : null
        }
      />
      {counts.length === 0 ? (
        <EmptyState title="You hold no meetings">
          The Executive Principal names who meets which head. When you are named, the school appears here.
        </EmptyState>
      ) : (
        <Table
          caption="Schools"
          columns={[{ header: 'School' }, { header: 'Held by' }, { header: 'Next' }, ...countColumns]}
          rows={counts.map((school) => [
            <a class="govuk-link" href={lineMeetingPaths.series(school.schoolId)}>
              {school.school}
            </a>,
            school.holder ?? '—',
            school.nextOn ? shortDate(school.nextOn) : '—',
            ...countCells(school),
          ])}
          dense
          stickyFirst
        />
      )}
    </>,
  );
}
