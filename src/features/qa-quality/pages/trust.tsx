import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Chart } from '#ui/chart.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { qualityOf, type SchoolQuality } from '../figures.ts';
import { qaQualityPaths } from '../paths.ts';
import { biasWords, daysWords, heldOf, type Part, partWords, shareOf } from '../quality-rules.ts';
import { Definitions } from './definitions.tsx';
import { yearAsked, yearOptions } from './year.ts';

const tooFew = { missing: 'too few to tell' };

const percent = (part: Part) => {
  const share = shareOf(part);
  return share === null ? tooFew : Math.round(share * 100);
};

/** `5 of 6`, or that too few were observed for anything to be said. */
const repliesWords = (part: Part): string => {
  if (part.of === 0) return 'Nobody observed';
  return shareOf(part) === null ? 'Too few to tell' : partWords(part);
};

const waitingWords = ({ waiting }: SchoolQuality): string => {
  if (waiting.findings === 0) return 'Nothing issued';
  const open = waiting.findings - waiting.answered;
  const said = waiting.median === null ? 'Too few to tell' : `${daysWords(waiting.median)} in the middle`;
  return open === 0 ? said : `${said}, ${open} not yet`;
};

const rowOf = (year: number) => (one: SchoolQuality) => [
  <a class="govuk-link" href={qaQualityPaths.school(one.school.id, year)}>
    {one.school.name}
  </a>,
  one.coverage.planned === 0 ? 'No calendar' : partWords(heldOf(one.coverage), 'None due yet'),
  partWords(one.grounded),
  one.oldestDays === null ? 'No evidence' : daysWords(one.oldestDays),
  waitingWords(one),
  partWords(one.impact, 'No plan at work'),
  biasWords(one.bias),
  repliesWords(one.replies),
];

/** How good quality assurance is, a row for each school of the reader. */
export async function showTrustQuality(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearAsked(ctx, request);
  const schools = await qualityOf(ctx, year);
  const title = 'How good is our quality assurance?';
  // A figure that is too small to tell at every school has no bar, and so no place in the key.
  const drawn = [
    { name: 'Calendar held of those due', values: schools.map((one) => percent(heldOf(one.coverage))) },
    { name: 'Areas with two kinds of evidence', values: schools.map((one) => percent(one.grounded)) },
    { name: 'Criteria with evidence of impact', values: schools.map((one) => percent(one.impact)) },
  ].filter((series) => series.values.some((value) => value !== null));
  return appPage(
    ctx,
    { title, crumbs: [], wide: true },
    <>
      <PageHeading
        caption={academicYearName(year)}
        title={title}
        lead="What was held, what stands behind the judgements, and whether findings led to actions that can be shown to work. Nobody is named."
      />
      <FilterForm action={qaQualityPaths.trust} label="Which year">
        <Select name="year" label="Year" options={yearOptions(ctx)} value={String(year)} />
      </FilterForm>
      {schools.length === 0 ? (
        <EmptyState title="No school of yours belongs to the trust today">
          Figures appear with the first school that you may see.
        </EmptyState>
      ) : (
        <>
          <Table
            caption="Quality of quality assurance by school"
            captionHidden
            stickyFirst
            columns={[
              { header: 'School' },
              { header: 'Calendar: held of those due' },
              { header: 'Areas with two kinds of evidence' },
              { header: 'Oldest newest evidence' },
              { header: 'From finding to first action' },
              { header: 'Criteria with evidence of impact' },
              { header: 'The school’s own grade' },
              { header: 'Replies of those observed' },
            ]}
            rows={schools.map(rowOf(year))}
          />
          {drawn.length === 0 ? null : (
            <Chart
              kind="grouped-bar"
              horizontal
              unit="%"
              min={0}
              max={100}
              title="Held, grounded, shown to work"
              categoryLabel="School"
              categories={schools.map((one) => one.school.name)}
              series={drawn}
            />
          )}
        </>
      )}
      <Definitions />
    </>,
  );
}
