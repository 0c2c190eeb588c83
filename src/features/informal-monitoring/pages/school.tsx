import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Chart } from '#ui/chart.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { visitNotePaths } from '../paths.ts';
import { patternNotes } from '../pattern-queries.ts';
import { byArea, byHalfTerm, byReason, countOf, fewestTeachers, mostForOneTeacher } from '../pattern-rules.ts';
import { areasOfNotes } from '../place-queries.ts';
import { notesOfSchool } from '../queries.ts';
import { halfTermNames, halfTermOf, noteKinds, pointsWords } from '../rules.ts';
import { beginningOf, StateTag } from './mine.tsx';

const between = (schoolId: string, current: 'notes' | 'patterns') => (
  <SubNavigation
    label="Visit notes of this school"
    items={[
      { href: visitNotePaths.ofSchool(schoolId), label: 'Notes', current: current === 'notes' },
      { href: visitNotePaths.patterns(schoolId), label: 'Patterns over time', current: current === 'patterns' },
    ]}
  />
);

const crumbsOf = (school: { id: string; name: string }) => [
  { href: '/schools', label: 'Schools' },
  { href: `/schools/${school.id}`, label: school.name },
];

/** Up to here the axis is not stretched, so that it counts in whole notes. */
const fewestForScale = 5;

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** The notes of a school in this academic year, and how many there were this half term: never a flood. */
export async function showSchoolNotes(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const year = academicYearOf(ctx.today);
  const notes = await notesOfSchool(ctx, school.id, {
    from: Temporal.PlainDate.from({ year, month: 9, day: 1 }),
    until: ctx.today,
  });
  const half = halfTermOf(await termDates(ctx, school.id, year), ctx.today);
  const counted = (await patternNotes(ctx, school.id, year)).filter((note) => half && note.halfTerm === half.number);
  const most = mostForOneTeacher(counted);
  return appPage(
    ctx,
    { title: 'Visit notes', crumbs: crumbsOf(school) },
    <>
      <PageHeading
        caption={school.name}
        title="Visit notes"
        lead={`Learning walks, drop-ins and visits of ${academicYearName(year)}.`}
      />
      {schoolNavigation(ctx, school.id, 'visit-notes')}
      {between(school.id, 'notes')}
      <Grid of="tiles">
        <StatTile
          label={half ? `Notes this half term, since ${longDate(half.from)}` : 'Notes this half term'}
          value={countOf(counted)}
        />
        {most === null ? null : <StatTile label="One teacher was observed at most" value={times(most)} />}
      </Grid>
      <p class="govuk-body">
        A note about one teacher is read by that teacher and by whoever wrote it. It counts here only where at least{' '}
        {fewestTeachers} teachers were seen.
      </p>
      {notes.length === 0 ? (
        <EmptyState title="No note that you can read">
          <p>Notes appear here once whoever made the visit has recorded them.</p>
        </EmptyState>
      ) : (
        <Table
          caption="Visit notes that you can read"
          captionHidden
          stack
          columns={[{ header: 'Day' }, { header: 'By' }, { header: 'Reason' }, { header: 'Note' }, { header: 'State' }]}
          rows={notes.map((note) => [
            <a class="govuk-link" href={visitNotePaths.note(note.id)}>
              {shortDate(note.happened_on)}
              <span class="govuk-visually-hidden"> by {note.writer}</span>
            </a>,
            `${note.writer}, ${noteKinds[note.kind].toLowerCase()}${note.department ? `, ${note.department}` : ''}`,
            note.reason_words ?? '',
            beginningOf(note.words),
            <StateTag note={note} />,
          ])}
        />
      )}
    </>,
  );
}

/** What the notes of a year say together, in counts that tell of no single teacher. */
export async function showPatterns(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const year = academicYearOf(ctx.today);
  const notes = await patternNotes(ctx, school.id, year);
  const titles = new Map((await areasOfNotes(ctx)).map((area) => [area.id, area.title]));
  const halves = byHalfTerm(notes);
  const areas = byArea(notes);
  const number = 'number' as const;
  const highest = Math.max(...halves.flatMap((half) => [half.strength, half.development, half.mixed]));
  return appPage(
    ctx,
    {
      title: 'Patterns over time',
      crumbs: [...crumbsOf(school), { href: visitNotePaths.ofSchool(school.id), label: 'Visit notes' }],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Patterns over time"
        lead={`What the visit notes of ${academicYearName(year)} say together.`}
      />
      {schoolNavigation(ctx, school.id, 'visit-notes')}
      {between(school.id, 'patterns')}
      <p class="govuk-body">
        Notes about single teachers are counted only where at least {fewestTeachers} different teachers stand behind a
        figure; where fewer do, those notes are left out of it.
      </p>
      {countOf(notes) === 0 ? (
        <EmptyState title="Nothing to count yet">
          <p>Patterns show once notes have been recorded.</p>
        </EmptyState>
      ) : (
        <>
          <Chart
            kind="grouped-bar"
            title="Notes by half term, and what they point to"
            categoryLabel="Half term"
            categories={halfTermNames}
            series={(['strength', 'development', 'mixed'] as const).map((points) => ({
              name: pointsWords[points],
              values: halves.map((half) => half[points]),
            }))}
            table="below"
            {...(highest < fewestForScale ? { max: fewestForScale } : {})}
          />
          <Table
            caption="By area of the framework"
            columns={[
              { header: 'Area' },
              { header: pointsWords.strength, align: number },
              { header: pointsWords.development, align: number },
              { header: pointsWords.mixed, align: number },
            ]}
            rows={areas.map((row) => [
              titles.get(row.areaId) ?? 'An area of an earlier framework',
              row.strength,
              row.development,
              row.mixed,
            ])}
            empty="No note names an area yet."
          />
          <Table
            caption="By reason"
            columns={[{ header: 'Reason' }, { header: 'Notes', align: number }]}
            rows={byReason(notes).map((row) => [row.reason, row.notes])}
            empty="Nothing to count."
          />
        </>
      )}
    </>,
  );
}
