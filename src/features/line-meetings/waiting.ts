import { academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { DueItem } from '#core/notifications/remind-rules.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { ownActionsAndRequests } from './part-queries.ts';
import { lineMeetingPaths } from './paths.ts';
import { sideOf } from './policy.ts';
import { answersOf, type Meeting, meetingsOfYear, within } from './queries.ts';
import { type Answer, sidesToAnswer, stateOf } from './rules.ts';

type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

const daysAhead = 7;

/** Whoever holds the meetings of many schools is reminded the day before, the head of the one school a week ahead. */
const daysAheadOf = { holder: 1, head: daysAhead } as const;

/** Meetings of the next three weeks in which the reader is one of the two, for the engine that reminds; a meeting that was moved is another thing to be reminded of. */
export async function meetingsDue(ctx: Ctx): Promise<DueItem[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const until = ctx.today.add({ days: 21 });
  const meetings = await meetingsOfYear(narrowed, academicYearOf(ctx.today));
  return meetings
    .filter((meeting) => sideOf(ctx.actor, meeting) !== null && stateOf(meeting, [], ctx.today) === 'planned')
    .filter((meeting) => Temporal.PlainDate.compare(meeting.planned_on, until) <= 0)
    .map((meeting) => ({
      kind: 'activity',
      thing: `line-meeting ${meeting.id}`,
      title: `You have a line management meeting on ${longDate(meeting.planned_on)}`,
      detail: `At ${meeting.at_time}, for ${meeting.minutes} minutes. ${meeting.school}.`,
      href: lineMeetingPaths.meeting(meeting.id),
      dueOn: meeting.planned_on,
    }));
}

/** What a meeting asks of one of the two: to be prepared for, held after all, its minutes circulated or confirmed. Never a word of what was said. */
function ofMeeting(ctx: Ctx, meeting: Meeting, answers: readonly Answer[]): Waiting[] {
  const side = sideOf(ctx.actor, meeting);
  if (side === null) return [];
  const href = lineMeetingPaths.meeting(meeting.id);
  const otherSide = side === 'holder' ? meeting.school : `${meeting.holder ?? meeting.series_holder}`;
  const detail = `${otherSide}, ${longDate(meeting.held_on ?? meeting.planned_on)}`;
  switch (stateOf(meeting, answers, ctx.today)) {
    case 'planned':
      return Temporal.PlainDate.compare(meeting.planned_on, ctx.today.add({ days: daysAheadOf[side] })) <= 0
        ? [
            {
              title: 'Line management meeting',
              detail: `${otherSide}, ${shortDate(meeting.planned_on)} at ${meeting.at_time}`,
              href,
              dueOn: meeting.planned_on,
            },
          ]
        : [];
    case 'missed':
      return [
        {
          title: side === 'holder' ? 'A meeting was missed: hold, move or cancel it' : 'A meeting was missed',
          detail,
          href,
          dueOn: meeting.planned_on,
        },
      ];
    case 'begun':
    case 'correcting':
      return side === 'holder' ? [{ title: 'Circulate the minutes of the meeting', detail, href }] : [];
    case 'circulated':
    case 'disputed':
      return sidesToAnswer(meeting, answers).includes(side)
        ? [{ title: 'Read the minutes and say whether they are right', detail, href }]
        : [];
    default:
      return [];
  }
}

/** What the fortnightly meetings ask of the reader. */
export async function lineMeetingsWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const meetings = await meetingsOfYear(narrowed, academicYearOf(ctx.today));
  const answers = await answersOf(
    narrowed,
    meetings.filter((meeting) => meeting.version > 0).map((meeting) => meeting.id),
  );
  const { actions, requests } = await ownActionsAndRequests(narrowed);
  return [
    ...(requests ?? []).map((request) => ({
      title: 'Say whether a trustee may read minutes of a meeting',
      detail: `${request.asker} asks. ${request.school}`,
      href: lineMeetingPaths.request(request.id),
    })),
    ...meetings.flatMap((meeting) =>
      ofMeeting(
        narrowed,
        meeting,
        answers.filter((answer) => answer.meeting_id === meeting.id),
      ),
    ),
    ...actions
      .filter((action) => Temporal.PlainDate.compare(action.due_on, ctx.today.add({ days: daysAhead })) <= 0)
      .map((action) => ({
        // What stands before the colon may go into a mail; the rest is for the page of whoever took it on.
        title: `You took on in a meeting: ${action.what}`,
        detail: `${action.school}${action.held_on ? `, ${longDate(action.held_on)}` : ''}`,
        href: lineMeetingPaths.meeting(action.meeting_id),
        dueOn: action.due_on,
      })),
  ];
}
