import type { Child } from 'hono/jsx';
import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, isSchoolDay } from '#core/academic-year/rules.ts';
import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { answerForm as answer, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { addBetween } from '../actions/move-meeting.ts';
import { countsIn } from '../counts.ts';
import { weekdayName } from '../date-rules.ts';
import { betweenForm } from '../forms.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayArrange, mayMove } from '../policy.ts';
import { answersOf, type Meeting, meetingsOfYear, movesOf, seriesOfYear } from '../queries.ts';
import { type MeetingState, moveReasons, stateOf, stateWords } from '../rules.ts';

const colours: Record<MeetingState, TagColour> = {
  planned: 'grey',
  missed: 'red',
  cancelled: 'grey',
  begun: 'amber',
  circulated: 'amber',
  correcting: 'amber',
  confirmed: 'green',
  disputed: 'purple',
};

export const StateTag = ({ state }: { state: MeetingState }) => <Tag colour={colours[state]}>{stateWords[state]}</Tag>;

type Move = Awaited<ReturnType<typeof movesOf>>[number];

/** “Moved from 3 November: somebody was ill”, for the two who meet. */
export const movedWords = (moves: readonly Move[]): string =>
  moves
    .map(
      (move) =>
        `Moved from ${shortDate(move.from_on)}: ${moveReasons[move.reason].toLowerCase()}${move.why ? `. ${move.why}` : ''}`,
    )
    .join('; ');

function note(meeting: Meeting, moves: readonly Move[], open: boolean): Child {
  const said = [
    movedWords(moves.filter((move) => move.meeting_id === meeting.id)),
    meeting.slot_on === null ? 'In between' : '',
    meeting.cancelled_why ?? '',
    open ? 'Not a school day by the dates entered since: move it' : '',
  ].filter(Boolean);
  return said.join('. ');
}

async function seriesPage(ctx: Ctx, schoolId: string, asked: number, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  const year = asked;
  const [series] = await seriesOfYear(ctx, year, schoolId);
  const isHead = ctx.actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId);
  // A trust leader who does not hold the meetings of this school learns nothing of them, not even that there are none.
  const mayOpenEmpty = isHead || hasRole(ctx.actor, 'executive_principal');
  if (!series && !mayOpenEmpty) throw new NotFound();
  const meetings = series ? await meetingsOfYear(ctx, year, schoolId) : [];
  const ids = meetings.map((meeting) => meeting.id);
  const answers = await answersOf(ctx, ids);
  const moves = await movesOf(ctx, ids);
  const dates = await termDates(ctx, schoolId, year);
  const [counts] = (await countsIn(ctx, year)).filter((one) => one.schoolId === schoolId);
  const arranges = mayArrange(ctx.actor).allowed;
  const moving = series
    ? mayMove(ctx.actor, { school_id: schoolId, series_holder_id: series.holder_id, holder_id: null, head_id: null })
        .allowed
    : false;
  const state = (meeting: Meeting) =>
    stateOf(
      meeting,
      answers.filter((one) => one.meeting_id === meeting.id),
      ctx.today,
    );
  const strayed = meetings.filter((meeting) => state(meeting) === 'planned' && !isSchoolDay(dates, meeting.planned_on));
  const { value, error, open } = shownIn('between', refused);
  const thisYear = academicYearOf(ctx.today);
  const years: number[] = [];
  for (const each of [thisYear - 1, thisYear])
    if (each === year || mayOpenEmpty || (await seriesOfYear(ctx, each, schoolId)).length > 0) years.push(each);
  const hasList = arranges || !isHead;
  return appPage(
    ctx,
    {
      title: `Meetings of ${school.name}`,
      crumbs: hasList ? [{ href: lineMeetingPaths.list, label: 'Meetings' }] : [],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={school.name}
        title={`Line management meetings ${academicYearName(year)}`}
        lead={
          series
            ? `${series.holder} and the head teacher, every second ${weekdayName(series.weekday)} of term at ${series.at_time}.`
            : undefined
        }
        actions={
          arranges && series && year >= thisYear ? (
            <ButtonLink href={lineMeetingPaths.arrange(schoolId)} variant="secondary">
              Change the meetings
            </ButtonLink>
          ) : null
        }
      />
      <SubNavigation
        label="School years"
        items={years.map((each) => ({
          href: lineMeetingPaths.series(schoolId, each),
          label: academicYearName(each),
          current: each === year,
        }))}
      />
      {series && counts ? (
        <>
          <SummaryList
            rows={[
              { key: 'Where', value: `${series.place}, ${series.minutes} minutes` },
              {
                key: 'Held',
                value: `${counts.held} of ${counts.due} whose day has come${counts.between > 0 ? `, and ${counts.between} in between` : ''}`,
              },
              {
                key: 'Missed',
                value:
                  counts.missed === 0
                    ? 'None'
                    : `${counts.missed}${counts.streak > 1 ? `, the last ${counts.streak} in a row` : ''}. The board sees this number.`,
              },
              ...(year === thisYear
                ? [
                    {
                      key: 'Next due',
                      value: counts.dueBy
                        ? `By ${longDate(counts.dueBy)}${counts.overdue ? ': overdue' : ''}`
                        : 'The term dates do not reach so far',
                    },
                  ]
                : []),
            ]}
          />
          {strayed.length > 0 ? (
            <WarningText>
              {strayed.length === 1 ? 'One meeting is' : `${strayed.length} meetings are`} planned for a day without
              school.
            </WarningText>
          ) : null}
          <Table
            caption="Meetings of the year"
            columns={[{ header: 'Day' }, { header: 'Time' }, { header: 'State' }, { header: 'Note' }]}
            rows={meetings.map((meeting) => [
              <a class="govuk-link" href={lineMeetingPaths.meeting(meeting.id)}>
                {shortDate(meeting.held_on ?? meeting.planned_on)}
              </a>,
              meeting.at_time,
              <StateTag state={state(meeting)} />,
              note(meeting, moves, strayed.includes(meeting)),
            ])}
            stack
            dense
          />
          {moving && year === thisYear ? (
            <Details summary="Add a meeting in between" open={open}>
              <Form action={lineMeetingPaths.between(schoolId)} csrfToken={ctx.page.csrfToken}>
                <DateField name="on" label="Day" value={value('on') ?? ctx.today.toString()} error={error('on')} />
                <TextField
                  name="atTime"
                  label="Time"
                  width={5}
                  value={value('atTime') ?? series.at_time}
                  error={error('atTime')}
                />
                <Button variant="secondary">Add this meeting</Button>
              </Form>
            </Details>
          ) : null}
        </>
      ) : (
        <EmptyState
          title="No meetings are arranged"
          action={
            arranges ? <ButtonLink href={lineMeetingPaths.arrange(schoolId)}>Arrange the meetings</ButtonLink> : null
          }
        >
          {arranges
            ? 'Say who meets the head, on which day and where: the days of the year follow from the school’s term dates.'
            : 'The Executive Principal arranges them. You are told when that is done.'}
        </EmptyState>
      )}
    </>,
  );
}

export async function showSeries(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const asked = Number(request.query['year']);
  const thisYear = academicYearOf(ctx.today);
  const year = Number.isInteger(asked) && asked > 2000 && asked <= thisYear + 1 ? asked : thisYear;
  return await seriesPage(ctx, idParam(request, 'schoolId'), year);
}

export async function sendBetween(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  await findSchool(ctx, schoolId);
  return await answer(
    'between',
    readForm(betweenForm, request.form),
    async (value) => {
      const id = await addBetween(ctx, schoolId, value);
      return redirectTo(lineMeetingPaths.meeting(id), 'The meeting has been added.');
    },
    (refused) => seriesPage(ctx, schoolId, academicYearOf(ctx.today), refused),
  );
}
