import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import { renderDocx, renderPdf } from '#platform/documents/index.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { dataPackDocument } from '../documents/data-pack-document.ts';
import type { DataPack, Section } from '../pack/data-pack.ts';
import { frameworkWords, gradeList, inspectionNotes, neverCompared } from '../pack/inspection-words.ts';
import { cellWords, figureNotes, measureValue, unpublishedWords } from '../pack/words.ts';
import { loadDataPack } from '../pack-queries.ts';
import { dataPackPaths, publishedDataPaths } from '../paths.ts';
import { yearName } from '../years.ts';
import { MeasureCard } from './data-pack-measure.tsx';

const kinds = {
  concern: { word: 'Ask about', colour: 'amber' },
  strength: { word: 'Strong', colour: 'green' },
  care: { word: 'Take care', colour: 'blue' },
} as const;

const StandsOut = ({ pack }: { pack: DataPack }) => (
  <section>
    <h2 class="govuk-heading-l">What stands out</h2>
    <p class="govuk-hint">
      Found by fixed rules on published figures. They are questions for the meeting, not judgements.
    </p>
    {pack.standsOut.length === 0 ? (
      <p class="govuk-body">
        No headline figure is far from the national one, has moved two years running, or has a wide gap. That is an
        answer too.
      </p>
    ) : (
      <ul class="govuk-list govuk-list--spaced">
        {pack.standsOut.map((one) => (
          <li>
            <Tag colour={kinds[one.kind].colour}>{kinds[one.kind].word}</Tag> <strong>{one.title}</strong>
            <br />
            {one.why}
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** A year in which no other measure has a figure would be an empty column. */
const yearsWithFigures = ({ years, others }: Section): number[] =>
  years.filter((year) => others.some(({ cells }) => cells.some((cell) => cell.year === year && cell.figure)));

const SectionView = ({ section, newer }: { section: Section; newer: number | undefined }) => (
  <section>
    <h2 class="govuk-heading-l">{section.title}</h2>
    {newer === undefined ? null : (
      <p class="govuk-body">
        The newest figures that have been imported are of {yearName(section.years.at(-1) ?? 0)}. DfE has published{' '}
        {yearName(newer)} since.
      </p>
    )}
    {section.cohorts.some((cohort) => cohort !== null) ? (
      <p class="govuk-body">
        Pupils:{' '}
        {section.years
          .map(
            (year, index) => `${section.cohorts[index]?.toLocaleString('en-GB') ?? 'not known'} in ${yearName(year)}`,
          )
          .join(', ')}
        .
      </p>
    ) : null}
    {section.headline.map((row) => (
      <MeasureCard row={row} />
    ))}
    {unpublishedWords(section.unpublished).map((words) => (
      <p class="govuk-body">{words}</p>
    ))}
    {section.others.length > 0 ? (
      <Table
        caption={section.headline.length > 0 ? `${section.title}: other measures` : section.title}
        captionHidden={section.headline.length === 0}
        columns={[
          { header: 'Measure' },
          ...yearsWithFigures(section).map((year) => ({ header: yearName(year), align: 'number' as const })),
          { header: `National ${yearName(section.years.at(-1) ?? 0)}`, align: 'number' as const },
        ]}
        rows={section.others.map((row) => {
          const national = row.measure.unit === 'count' ? null : row.cells.at(-1)?.national;
          const years = yearsWithFigures(section);
          return [
            row.measure.title,
            ...row.cells.filter(({ year }) => years.includes(year)).map((cell) => cellWords(row.measure, cell)),
            national ? measureValue(row.measure, national.value) : '—',
          ];
        })}
        dense
        stickyFirst
      />
    ) : null}
    {section.earlier.length > 0 ? (
      <Details summary={`${section.title}: earlier years`}>
        {section.earlier.map(({ measure, figures }) => (
          <Table
            caption={measure.title}
            columns={[{ header: 'Year' }, { header: 'This school', align: 'number' }, { header: 'Notes' }]}
            rows={figures.map((figure) => [
              yearName(figure.year),
              figure.value === null ? '—' : measureValue(measure, figure.value),
              figureNotes(measure, figure).join('; '),
            ])}
            dense
          />
        ))}
      </Details>
    ) : null}
  </section>
);

const Inspections = ({ pack }: { pack: DataPack }) => (
  <section>
    <h2 class="govuk-heading-l">Inspections by Ofsted</h2>
    {pack.inspections.length === 0 ? (
      <p class="govuk-body">No inspection has been imported. Ofsted’s management information holds them.</p>
    ) : (
      <>
        <p class="govuk-body">{neverCompared}</p>
        <Table
          caption="Inspections, newest first"
          captionHidden
          columns={[{ header: 'Inspected' }, { header: 'Under' }, { header: 'Grades' }, { header: 'Also said' }]}
          rows={pack.inspections.map((inspection) => [
            inspection.inspected_on ? shortDate(inspection.inspected_on) : 'Date not given',
            frameworkWords(inspection),
            gradeList(inspection).length === 0 ? (
              'No grades'
            ) : (
              <ul class="govuk-list">
                {gradeList(inspection).map(({ area, grade }) => (
                  <li>
                    {area}: {grade}
                  </li>
                ))}
              </ul>
            ),
            inspectionNotes(inspection).join('. ') || '—',
          ])}
          stack
        />
      </>
    )}
  </section>
);

/** The data pack of a school: everything published about it, beside what it is compared with. */
export async function showDataPack(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pack = await loadDataPack(ctx, idParam(request, 'schoolId'));
  const { school } = pack;
  const empty = pack.sections.length === 0 && pack.inspections.length === 0;
  return appPage(
    ctx,
    {
      title: 'Data pack',
      crumbs: [
        { href: '/schools', label: 'Schools' },
        { href: `/schools/${school.id}`, label: school.name },
      ],
    },
    <>
      <PageHeading
        title="Data pack"
        caption={school.name}
        lead={`Published figures as they stand on ${longDate(pack.made)}.`}
        actions={
          empty ? null : (
            <ButtonGroup>
              <ButtonLink href={dataPackPaths.word(school.id)} variant="secondary" download>
                Word
              </ButtonLink>
              <ButtonLink href={dataPackPaths.pdf(school.id)} variant="secondary">
                PDF
              </ButtonLink>
            </ButtonGroup>
          )
        }
      />
      {schoolNavigation(ctx, school.id, 'data-pack')}
      {empty ? (
        <EmptyState
          title="No published figures have been imported for this school"
          action={
            holds(ctx.actor, 'published-data:import') ? (
              <ButtonLink href={publishedDataPaths.overview}>See which files are missing</ButtonLink>
            ) : undefined
          }
        >
          The trust’s leaders and administrators import them. Rows are found by URN {school.urn}.
        </EmptyState>
      ) : (
        <>
          {pack.missing.length > 0 ? (
            <InsetText>
              Published by now, but not imported for this school:{' '}
              {pack.missing.map(({ release, year }) => `${release.title} ${yearName(year)}`).join('; ')}.{' '}
              <a class="govuk-link" href={publishedDataPaths.overview}>
                Which files these are
              </a>
            </InsetText>
          ) : null}
          <StandsOut pack={pack} />
          {pack.sections.map((section) => (
            <SectionView
              section={section}
              newer={
                pack.missing.find(
                  ({ release, year }) => release.dataset === section.dataset && year > (section.years.at(-1) ?? 0),
                )?.year
              }
            />
          ))}
          <Inspections pack={pack} />
          <p class="govuk-hint">
            Contains public sector information licensed under the Open Government Licence v3.0. National figures are of
            state-funded schools where DfE publishes them.
          </p>
        </>
      )}
    </>,
  );
}

const fileName = (pack: DataPack) => `Data pack ${pack.school.name} ${pack.made}`;

export async function downloadPackWord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pack = await loadDataPack(ctx, idParam(request, 'schoolId'));
  return download({
    bytes: await renderDocx(dataPackDocument(pack, ctx.actor.trustName)),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fileName: `${fileName(pack)}.docx`,
  });
}

export async function downloadPackPdf(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const pack = await loadDataPack(ctx, idParam(request, 'schoolId'));
  return download({
    bytes: await renderPdf(dataPackDocument(pack, ctx.actor.trustName)),
    mediaType: 'application/pdf',
    fileName: `${fileName(pack)}.pdf`,
    inline: true,
  });
}
