import { demand, refused } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { appPage } from '#core/web/app-page.tsx';
import { contribution, type MeasureOptions, resultsYearOf } from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { basisNames } from '../figures-shown.ts';
import { pupilsAsked } from '../make-figures.ts';
import { askedMeasure } from '../measure-of-request.ts';
import { snapshotPaths } from '../paths.ts';
import { namesOfPupils, pupilName } from '../pupil-queries.ts';
import { findSnapshot } from '../queries.ts';
import { loadPupilRecords } from '../record-queries.ts';
import { maySeeSubject, nameOfSubject } from '../subject-queries.ts';

const erased = (
  <EmptyState title="The pupils of this snapshot have been erased">
    The retention rules took them out; the figures made of them stay.
  </EmptyState>
);

/** Who is behind a figure, and what each adds to it. Written down as a reading of pupil data. */
export async function showPupils(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const snapshot = await findSnapshot(ctx, request.params['snapshotId'] ?? '');
  const { measure, basis, subjectId } = askedMeasure(request);
  if (!(await maySeeSubject(ctx, snapshot.school_id, subjectId)))
    demand(refused('You see the pupils of the subjects that your own department teaches.'));
  await recordPupilReading(ctx, {
    schoolId: snapshot.school_id,
    snapshotId: snapshot.id,
    pupilId: null,
    what: `the pupils behind ${measure.title}`,
  });
  const options: MeasureOptions = {
    resultsYear: resultsYearOf(snapshot.academic_year),
    basis: basis === '' ? 'r' : basis,
    on: snapshot.data_on,
    ...(subjectId === 0 ? {} : { subjectId }),
  };
  const records = pupilsAsked(measure, subjectId, await loadPupilRecords(ctx, snapshot.id));
  const names = await namesOfPupils(
    ctx,
    records.map((record) => record.pupilId),
  );
  const parts = records
    .map((record) => ({ record, part: contribution(measure, record, options), name: pupilName(names, record.pupilId) }))
    .filter(({ part }) => part.eligible)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  const subject = subjectId === 0 ? null : await nameOfSubject(ctx, subjectId);
  return appPage(
    ctx,
    {
      title: `The pupils behind ${measure.title}`,
      wide: true,
      crumbs: [
        { label: `${snapshot.name} of ${snapshot.school}`, href: snapshotPaths.snapshot(snapshot.id) },
        { label: measure.title, href: snapshotPaths.measure(snapshot.id, measure.code, basis, subjectId) },
      ],
    },
    <>
      <PageHeading
        caption={`${snapshot.school}, ${snapshot.name}${subject ? `, ${subject}` : ''}${basis ? `, ${basisNames[basis]}` : ''}`}
        title={`The pupils behind ${measure.title}`}
        lead="Each pupil’s part in the figure. That you have opened this list is written down, and the school sees it."
      />
      {snapshot.pupils_erased_at ? (
        erased
      ) : (
        <Table
          caption="Pupils"
          captionHidden
          columns={[
            { header: 'Pupil' },
            { header: 'Year' },
            { header: 'Form' },
            { header: 'Disadvantaged' },
            { header: 'SEN' },
            { header: 'In the figure' },
            { header: 'Part', align: 'number' },
            { header: 'Why' },
          ]}
          rows={parts.map(({ record, part, name }) => [
            <a class="govuk-link" href={snapshotPaths.pupil(snapshot.id, record.pupilId)}>
              {name}
            </a>,
            record.yearGroup ?? '—',
            record.registration ?? '—',
            record.disadvantaged === null ? 'Not recorded' : record.disadvantaged ? 'Yes' : 'No',
            { N: 'No', K: 'Support', E: 'EHC plan', '': 'Not recorded' }[record.sen ?? ''],
            part.inDenominator ? 'Yes' : 'No',
            part.inDenominator ? Math.round(part.value * 100) / 100 : '—',
            part.words,
          ])}
          empty="No pupil belongs to this measure."
          stack
        />
      )}
    </>,
  );
}
