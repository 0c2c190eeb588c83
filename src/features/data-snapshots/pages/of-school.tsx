import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { snapshotPaths } from '../paths.ts';
import { snapshotsOfSchool } from '../queries.ts';
import { StateTag } from './state-tag.tsx';

/** Every snapshot of one school, the newest first. */
export async function showSchoolSnapshots(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, request.params['schoolId'] ?? '');
  const snapshots = await snapshotsOfSchool(ctx, school.id);
  return appPage(
    ctx,
    { title: `Snapshots of ${school.name}`, wide: true },
    <>
      <PageHeading
        caption={school.name}
        title="Snapshots"
        lead="The school’s data as it stood, term by term. What has been taken never changes."
      />
      {schoolNavigation(ctx, school.id, 'snapshots')}
      <Table
        caption="Snapshots"
        captionHidden
        columns={[
          { header: 'Snapshot' },
          { header: 'School year' },
          { header: 'Day of the data' },
          { header: 'Where it stands' },
          { header: 'Pupils', align: 'number' },
        ]}
        rows={snapshots.map((snapshot) => [
          <a class="govuk-link" href={snapshotPaths.snapshot(snapshot.id)}>
            {snapshot.name}
            {snapshot.version > 1 ? `, version ${snapshot.version}` : ''}
          </a>,
          academicYearName(snapshot.academic_year),
          shortDate(snapshot.data_on),
          <StateTag snapshot={snapshot} today={ctx.today} />,
          snapshot.taken_at ? (snapshot.content.pupils ?? 0) : '—',
        ])}
        empty="The Trust has not asked this school for a snapshot yet."
        stack
      />
    </>,
  );
}
