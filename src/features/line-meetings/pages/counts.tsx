import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { meetingCounts } from '../counts.ts';
import { lineMeetingPaths } from '../paths.ts';
import { requestsFor } from '../reader-queries.ts';
import { mayAskForMinutes, requestState, requestWords } from '../reader-rules.ts';
import { countCells, countColumns } from './count-columns.tsx';

/** What the board sees of the fortnightly meetings: that they are held. What is said stays between the two who meet. */
export async function showCounts(ctx: Ctx): Promise<Reply> {
  const year = academicYearOf(ctx.today);
  const counts = await meetingCounts(ctx, year);
  const asks = mayAskForMinutes(ctx.actor).allowed;
  const asked = asks ? await requestsFor(ctx, 'mine') : [];
  return appPage(
    ctx,
    { title: 'Meetings with heads', crumbs: [], wide: true },
    <>
      <PageHeading
        title="Meetings with heads"
        caption={`${academicYearName(year)}, as on ${longDate(ctx.today)}`}
        lead="The Executive Principal meets every head teacher each fortnight of term. Here are the numbers; what is said stays between the two who meet."
      />
      {counts.some((school) => school.arranged) ? (
        <Table
          caption="Meetings of every school this year"
          columns={[{ header: 'School' }, ...countColumns, ...(asks ? [{ header: 'Minutes' }] : [])]}
          rows={counts.map((school) => [
            school.school,
            ...countCells(school),
            ...(asks
              ? [
                  school.held + school.between > 0 ? (
                    <Link href={lineMeetingPaths.ask(school.schoolId)}>
                      Ask to read<span class="govuk-visually-hidden"> minutes of {school.school}</span>
                    </Link>
                  ) : (
                    ''
                  ),
                ]
              : []),
          ])}
          dense
          stickyFirst
        />
      ) : (
        <EmptyState title="No meetings are arranged yet">
          The Executive Principal arranges them for each school. They are counted here from the first one on.
        </EmptyState>
      )}
      {asked.length > 0 ? (
        <Table
          caption="Minutes that you have asked to read"
          columns={[{ header: 'Meeting' }, { header: 'School' }, { header: 'Where it stands' }]}
          rows={asked.map((request) => [
            <Link href={lineMeetingPaths.request(request.id)}>{longDate(request.held_on ?? request.planned_on)}</Link>,
            request.school,
            requestWords[requestState(request, ctx.today)],
          ])}
          stack
        />
      ) : null}
      <p class="govuk-hint">
        Held: of the fortnightly meetings whose day has come. Missed: the day passed, and the meeting was neither held,
        moved nor cancelled. Next due: the end of the second week of term after the last one; holidays do not count.
      </p>
    </>,
  );
}
