import { academicYearName, academicYearOf, type Term, termNames, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { capital } from '#platform/capital.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { type Clash, clashesAmong } from '../clash-rules.ts';
import { yearsWithEntries } from '../consultation-queries.ts';
import { columnsOf, rowsOf } from '../grid-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { plans } from '../policy.ts';
import { type Entry, entriesInScope, namedClosedDays } from '../queries.ts';
import { schoolYears } from '../school-years.ts';
import { weekAt } from '../week-rules.ts';
import { type EntryKind, entryKinds, kindWords } from '../words.ts';
import { yearInQuery } from './asked-year.ts';
import { CalendarGrid } from './grid.tsx';
import { MoveForm } from './move-form.tsx';
import { EntriesByWeek } from './week-list.tsx';

type Filter = { schoolId: string | null; term: Term | null; kind: EntryKind | null };

const filterOf = (request: PageRequest): Filter => ({
  schoolId: request.query['school'] || null,
  term: terms.find((term) => term === request.query['term']) ?? null,
  kind: entryKinds.find((kind) => kind === request.query['kind']) ?? null,
});

const queryOf = (filter: Filter): string =>
  `${filter.schoolId ? `&school=${encodeURIComponent(filter.schoolId)}` : ''}${filter.term ? `&term=${filter.term}` : ''}${filter.kind ? `&kind=${filter.kind}` : ''}`;

const Filters = ({
  year,
  filter,
  schools,
}: {
  year: number;
  filter: Filter;
  schools: readonly { id: string; name: string }[];
}) => (
  <FilterForm
    action={qaCalendarPaths.calendar}
    label="Narrow the calendar"
    clearHref={queryOf(filter) === '' ? undefined : qaCalendarPaths.calendarOf(year)}
  >
    <HiddenField name="year" value={year} />
    {schools.length > 1 ? (
      <Select
        name="school"
        label="School"
        placeholder="Every school"
        value={filter.schoolId ?? undefined}
        options={schools.map((school) => ({ value: school.id, label: school.name }))}
      />
    ) : null}
    <Select
      name="term"
      label="Term"
      placeholder="The whole year"
      value={filter.term ?? undefined}
      options={terms.map((term) => ({ value: term, label: capital(termNames[term]) }))}
    />
    <Select
      name="kind"
      label="Kind of review"
      placeholder="Every kind"
      value={filter.kind ?? undefined}
      options={entryKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
    />
  </FilterForm>
);

const Planning = ({ year }: { year: number }) => (
  <ButtonGroup>
    <ButtonLink href={qaCalendarPaths.make(year)}>{`Make the calendar of ${academicYearName(year)}`}</ButtonLink>
    <ButtonLink href={qaCalendarPaths.rollForward(year)} variant="secondary">
      {`Roll ${academicYearName(year - 1)} forward`}
    </ButtonLink>
    <ButtonLink href={qaCalendarPaths.add(year)} variant="secondary">
      Add an entry
    </ButtonLink>
    <ButtonLink href={qaCalendarPaths.publish(year)} variant="secondary">
      Consult and publish
    </ButtonLink>
    <ButtonLink href={qaCalendarPaths.template} variant="secondary">
      Template
    </ButtonLink>
  </ButtonGroup>
);

/** What clashes, in words, with the way to the entries that it speaks of. */
const Clashes = ({ clashes, entries }: { clashes: readonly Clash[]; entries: readonly Entry[] }) =>
  clashes.length === 0 ? (
    <p class="govuk-body">Nothing clashes.</p>
  ) : (
    <ul class="govuk-list govuk-list--bullet">
      {clashes.map((clash) => (
        <li>
          {clash.words}{' '}
          {clash.entryIds.map((id) => {
            const entry = entries.find((found) => found.id === id);
            return entry ? (
              <>
                <a class="govuk-link" href={qaCalendarPaths.entry(id)}>
                  {`Open ${entry.title}`}
                  <span class="govuk-visually-hidden">{`, ${entry.school}`}</span>
                </a>{' '}
              </>
            ) : null;
          })}
        </li>
      ))}
    </ul>
  );

/** The calendar of a year: schools by weeks on a wide screen, week by week on a phone. */
export async function showCalendar(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInQuery(ctx, request);
  const filter = filterOf(request);
  const planner = plans(ctx.actor);
  const schools = await listSchools(ctx);
  const years = await yearsWithEntries(ctx);
  const yearOf = await schoolYears(ctx, year);
  const all = await entriesInScope(ctx, { academicYear: year });
  const shownSchools = schools.filter((school) => filter.schoolId === null || school.id === filter.schoolId);
  const entries = all.filter(
    (entry) =>
      shownSchools.some((school) => school.id === entry.school_id) &&
      (filter.kind === null || entry.kind === filter.kind) &&
      (filter.term === null || weekAt(yearOf(entry.school_id), entry.starts_on)?.term === filter.term),
  );
  const shownIds = new Set(entries.map((entry) => entry.id));
  // What is over cannot be moved any more: its clashes are history.
  const toCome = new Set(
    all.filter((entry) => Temporal.PlainDate.compare(entry.ends_on, ctx.today) >= 0).map((entry) => entry.id),
  );
  const clashes = planner
    ? clashesAmong(all, yearOf).filter(
        (clash) => clash.entryIds.some((id) => shownIds.has(id)) && clash.entryIds.some((id) => toCome.has(id)),
      )
    : [];
  const columns = columnsOf(
    [yearOf(null), ...shownSchools.map((school) => yearOf(school.id))],
    entries,
    ctx.today,
    filter.term,
  );
  const [first] = columns;
  const last = columns.at(-1);
  const closed = first && last ? await namedClosedDays(ctx, first.monday, last.monday.add({ days: 6 })) : [];
  const rows = rowsOf(shownSchools, columns, entries, closed, yearOf);
  const thisYear = academicYearOf(ctx.today);
  const name = academicYearName(year);
  const back = qaCalendarPaths.calendarOf(year, queryOf(filter));
  return appPage(
    ctx,
    {
      title: `QA calendar ${name}`,
      crumbs: [],
      wide: true,
      styles: ['qa-calendar.css'],
      scripts: planner ? ['qa-grid.js'] : [],
    },
    <>
      <PageHeading
        title={`QA calendar ${name}`}
        lead="What the Trust and each school look at together, and in which week. A school’s calendar is published once the school has been asked."
      />
      <SubNavigation
        label="School year"
        items={[...new Set([thisYear + 1, thisYear, ...years])]
          .toSorted((a, b) => b - a)
          .map((each) => ({
            href: qaCalendarPaths.calendarOf(each, queryOf(filter)),
            label: academicYearName(each),
            current: each === year,
          }))}
      />
      {planner ? <Planning year={year} /> : null}
      <Filters year={year} filter={filter} schools={schools} />
      {columns.length === 0 ? (
        <EmptyState title={`No term dates are entered for ${name}`}>
          A calendar needs the weeks of school. An administrator enters them on the page{' '}
          <a class="govuk-link" href="/term-dates">
            Term dates
          </a>
          .
        </EmptyState>
      ) : (
        <>
          {all.length === 0 ? (
            <EmptyState title={planner ? 'Nothing is planned yet' : 'Nothing has been published yet'}>
              {planner
                ? 'Make the calendar from the template, or roll last year’s forward. You see what would be added before anything is written.'
                : 'Once the Trust has agreed the calendar with a school and published it, its reviews are shown here.'}
            </EmptyState>
          ) : entries.length === 0 ? (
            <p class="govuk-body">Nothing in this year is of the school, term and kind chosen.</p>
          ) : null}
          {planner ? <MoveForm csrfToken={ctx.page.csrfToken} back={back} /> : null}
          <CalendarGrid
            caption={`QA calendar ${name}: schools by weeks`}
            columns={columns}
            rows={rows}
            clashes={clashes}
            moves={planner}
            year={year}
          />
          <EntriesByWeek schools={shownSchools} entries={entries} clashes={clashes} yearOf={yearOf} />
        </>
      )}
      {planner && all.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">What clashes</h2>
          <Clashes clashes={clashes} entries={all} />
        </>
      ) : null}
    </>,
  );
}
