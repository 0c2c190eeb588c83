import { demand, refused } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { basisNames } from '../figures-shown.ts';
import { snapshotPaths } from '../paths.ts';
import { seesEveryPupil } from '../policy.ts';
import { findPupil } from '../pupil-queries.ts';
import { findSnapshot } from '../queries.ts';
import { loadPupilRecords, subjectsOf } from '../record-queries.ts';
import { subjectsLed } from '../subject-queries.ts';

const yesNo = (value: boolean | null) => (value === null ? 'Not recorded' : value ? 'Yes' : 'No');
const kinds = { ...basisNames, t: 'Target', b: 'Baseline' } as const;

/** One pupil as the school had them on the day of the snapshot. Written down as a reading of pupil data. */
export async function showPupil(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, request.params['snapshotId'] ?? '');
  const id = Number(request.params['pupilId']);
  if (!Number.isSafeInteger(id)) throw new NotFound();
  const pupil = await findPupil(ctx, id);
  const record = (await loadPupilRecords(ctx, snapshot.id, [id]))[0];
  if (!record || pupil.school_id !== snapshot.school_id) throw new NotFound();
  const every = seesEveryPupil(ctx.actor, snapshot.school_id);
  const led = every ? [] : await subjectsLed(ctx, snapshot.school_id);
  const results = record.results.filter((result) => every || led.includes(result.subjectId));
  if (!every && results.length === 0) demand(refused('You see the pupils whom your own department teaches.'));
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: id,
    what: 'one pupil',
  });
  const subjects = new Map((await subjectsOf(ctx, snapshot.id)).map((subject) => [subject.id, subject.name]));
  const bySubject = [...Map.groupBy(results, (result) => result.subjectId)].toSorted(([one], [other]) =>
    (subjects.get(one) ?? '').localeCompare(subjects.get(other) ?? '', 'en'),
  );
  const shownKinds = (['b', 't', 'c', 'p', 'r'] as const).filter((kind) => results.some((each) => each.kind === kind));
  const { attendance } = record;
  return appPage(
    ctx,
    {
      title: pupil.name,
      wide: true,
      crumbs: [{ label: `${snapshot.name} of ${snapshot.school}`, href: snapshotPaths.snapshot(snapshot.id) }],
    },
    <>
      <PageHeading
        caption={`${snapshot.school}, ${snapshot.name}`}
        title={pupil.name}
        lead={`As the school had this pupil on ${longDate(snapshot.data_on)}. That you have opened this page is written down, and the school sees it.`}
      />
      <SummaryList
        rows={[
          { key: 'Year', value: record.yearGroup ?? 'Not recorded' },
          { key: 'Form', value: record.registration ?? 'Not recorded' },
          { key: 'Disadvantaged', value: yesNo(record.disadvantaged) },
          {
            key: 'Special educational needs',
            value: { N: 'None', K: 'SEN support', E: 'Education, health and care plan', '': 'Not recorded' }[
              record.sen ?? ''
            ],
          },
          { key: 'First language other than English', value: yesNo(record.eal) },
          ...(record.ks2Reading !== null || record.ks2Maths !== null
            ? [
                {
                  key: 'Key stage 2 reading and maths',
                  value: `${record.ks2Reading ?? '—'} and ${record.ks2Maths ?? '—'}`,
                },
              ]
            : []),
          ...(every && attendance
            ? [
                {
                  key: 'Absence',
                  value: `${attendance.authorised + attendance.unauthorised} of ${attendance.possible} sessions (${attendance.unauthorised} unauthorised), late ${attendance.late} times`,
                },
              ]
            : []),
          ...(every && record.suspensions.length > 0
            ? [{ key: 'Suspensions and exclusions', value: record.suspensions.length }]
            : []),
          ...(record.counted ? [] : [{ key: 'In performance measures', value: 'No' }]),
        ]}
      />
      <Table
        caption="Assessments"
        columns={[{ header: 'Subject' }, { header: 'Class' }, ...shownKinds.map((kind) => ({ header: kinds[kind] }))]}
        rows={bySubject.map(([subjectId, of]) => [
          subjects.get(subjectId) ?? 'A subject',
          of.find((each) => each.className)?.className ?? '—',
          ...shownKinds.map((kind) => of.find((each) => each.kind === kind)?.grade ?? '—'),
        ])}
        empty="No assessment of this pupil is in the snapshot."
        stack
      />
    </>,
  );
}
