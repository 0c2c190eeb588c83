import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { standingOf, yearsWithEntries } from '../consultation-queries.ts';
import { calendarWords } from '../consultation-rules.ts';
import { whenShort } from '../entry-words.ts';
import { qaCalendarPaths } from '../paths.ts';
import { plans, sideOf } from '../policy.ts';
import { type Entry, entriesInScope } from '../queries.ts';
import { schoolYears } from '../school-years.ts';
import { weekAt } from '../week-rules.ts';
import { yearInQuery } from './asked-year.ts';
import { stateColours } from './consultation.tsx';

const stands = (entry: Entry, today: Temporal.PlainDate) => {
  if (entry.stopped_at !== null) return <Tag colour="red">Stopped</Tag>;
  if (!entry.published) return <Tag>Not published</Tag>;
  if (Temporal.PlainDate.compare(entry.ends_on, today) < 0) return 'Over';
  return Temporal.PlainDate.compare(entry.starts_on, today) <= 0 ? <Tag colour="blue">Now</Tag> : 'To come';
};

/** One school’s year as a list. */
export async function showSchoolYear(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const year = yearInQuery(ctx, request);
  const planner = plans(ctx.actor);
  const entries = await entriesInScope(ctx, { schoolId: school.id, academicYear: year, withStopped: true });
  const yearOf = await schoolYears(ctx, year);
  const thisYear = academicYearOf(ctx.today);
  const years = [...new Set([thisYear + 1, thisYear, ...(await yearsWithEntries(ctx))])].toSorted((a, b) => b - a);
  const consulted = planner || sideOf(ctx.actor, school.id) !== null;
  const { state } = await standingOf(ctx, school.id, year);
  return appPage(
    ctx,
    { title: `QA calendar ${academicYearName(year)}`, crumbs: [{ href: `/schools/${school.id}`, label: school.name }] },
    <>
      <PageHeading
        caption={school.name}
        title={`QA calendar ${academicYearName(year)}`}
        lead="Which reviews take place at this school, in which week, and who leads them."
        status={consulted ? <Tag colour={stateColours[state]}>{calendarWords[state]}</Tag> : undefined}
      />
      {schoolNavigation(ctx, school.id, 'calendar')}
      <SubNavigation
        label="School year"
        items={years.map((each) => ({
          href: qaCalendarPaths.schoolYear(school.id, each),
          label: academicYearName(each),
          current: each === year,
        }))}
      />
      {consulted ? (
        <ButtonGroup>
          <ButtonLink href={qaCalendarPaths.consultation(school.id, year)} variant={planner ? 'secondary' : 'primary'}>
            Consultation
          </ButtonLink>
          {planner ? (
            <ButtonLink href={qaCalendarPaths.add(year, school.id)} variant="secondary">
              Add an entry
            </ButtonLink>
          ) : null}
        </ButtonGroup>
      ) : null}
      {entries.length === 0 ? (
        <EmptyState title="Nothing to show yet">
          {planner
            ? 'Nothing is planned at this school. Make the calendar from the template, or add an entry.'
            : 'The Trust plans the reviews with the school. Once its calendar is published it is shown here.'}
        </EmptyState>
      ) : (
        <Table
          caption={`Reviews of ${academicYearName(year)}`}
          columns={[
            { header: 'What' },
            { header: 'When' },
            { header: 'Week of term' },
            { header: 'Led by' },
            { header: 'Where it stands' },
          ]}
          rows={entries.map((entry) => {
            const week = weekAt(yearOf(school.id), entry.starts_on);
            return [
              <a class="govuk-link" href={qaCalendarPaths.entry(entry.id)}>
                {entry.title}
              </a>,
              whenShort(entry),
              week ? `Week ${week.ofTerm}, ${week.term}` : 'No school',
              entry.lead ?? 'Nobody yet',
              stands(entry, ctx.today),
            ];
          })}
          stack
        />
      )}
    </>,
  );
}
