import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { longDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { json, type Reply } from '#platform/http/reply.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { recordMinutesReading } from '../actions/record-minutes-reading.ts';
import { buildAgenda } from '../agenda.ts';
import { agendaOf } from '../kept-agenda.ts';
import { newestOf } from '../newest-parts.ts';
import { loadParts, minutesOf, wellbeingOf } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayReadWellbeing, mayWrite } from '../policy.ts';
import { answersOf, findMeeting, type Meeting, movesOf, within } from '../queries.ts';
import { readersOf, requestsOf } from '../reader-queries.ts';
import { isBeingWritten, stateOf, stateWords } from '../rules.ts';
import { MinutesSections } from './minutes.tsx';
import type { RefusedPart } from './part-form.tsx';
import { PlannedSections } from './planned.tsx';
import { Readers } from './readers.tsx';
import { movedWords } from './series.tsx';
import { WritingSections } from './writing.tsx';

async function sections(ctx: Ctx, meeting: Meeting, refused: RefusedPart | undefined) {
  const parts = await loadParts(ctx, meeting.id);
  if (meeting.cancelled_at) return <InsetText>Cancelled: {meeting.cancelled_why}</InsetText>;
  if (meeting.held_on === null)
    return (
      <PlannedSections
        ctx={ctx}
        meeting={meeting}
        agenda={await buildAgenda(ctx, meeting)}
        parts={parts}
        refused={refused}
      />
    );
  const writes = mayWrite(ctx.actor, meeting, meeting).allowed;
  if (writes)
    return (
      <WritingSections
        ctx={ctx}
        meeting={meeting}
        agenda={await agendaOf(ctx, meeting)}
        parts={parts}
        wellbeing={mayReadWellbeing(ctx.actor, meeting) ? await wellbeingOf(ctx, meeting.id) : undefined}
        refused={refused}
      />
    );
  const versions = await minutesOf(ctx, meeting.id);
  if (versions.length === 0)
    return (
      <InsetText>
        {meeting.holder} and {meeting.head} are writing the minutes. They can be read here once they are circulated.
      </InsetText>
    );
  return (
    <>
      <MinutesSections
        ctx={ctx}
        meeting={meeting}
        versions={versions}
        answers={await answersOf(ctx, [meeting.id])}
        parts={parts}
        refused={refused}
      />
      <Readers
        readers={await readersOf(ctx, meeting.id)}
        requests={await requestsOf(ctx, meeting.id)}
        today={ctx.today}
      />
    </>
  );
}

/** The page of one meeting, whatever state it is in; forms that were refused are shown again on it. */
export async function meetingPage(ctx: Ctx, id: string, refused?: RefusedPart): Promise<Reply> {
  const meeting = await findMeeting(ctx, id);
  const state = stateOf(meeting, await answersOf(ctx, [id]), ctx.today);
  const moved = movedWords(await movesOf(ctx, [id]));
  const title = `Meeting of ${longDate(meeting.held_on ?? meeting.planned_on)}`;
  const lists = hasRole(ctx.actor, 'executive_principal') || hasRole(ctx.actor, 'trust_leader');
  return appPage(
    ctx,
    {
      title,
      crumbs: [
        ...(lists ? [{ href: lineMeetingPaths.list, label: 'Meetings' }] : []),
        { href: lineMeetingPaths.series(meeting.school_id), label: meeting.school },
      ],
      errors: refused?.errors ?? [],
      scripts: isBeingWritten(meeting) ? ['meeting.js'] : [],
      ...(refused?.stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={meeting.school}
        title={title}
        lead={`${stateWords[state]}. ${meeting.holder ?? meeting.series_holder} and ${meeting.head ?? 'the head teacher'}, ${meeting.at_time}, ${meeting.place}.`}
      />
      {moved ? <p class="govuk-body">{moved}.</p> : null}
      {await sections(ctx, meeting, refused)}
      <TrailLink table="line_meeting" id={id} label="History of this meeting" />
    </>,
  );
}

/** The page of a meeting; that its minutes were opened is written down. */
export async function showMeeting(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const meeting = await findMeeting(ctx, idParam(request, 'lineMeetingId'));
  if (meeting.version > 0) await recordMinutesReading(ctx, meeting, 'page');
  return await meetingPage(ctx, meeting.id);
}

/** What the other side has saved since, for the script of the page. */
export async function showNewest(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const meeting = await findMeeting(ctx, idParam(request, 'lineMeetingId'));
  if (!mayWrite(ctx.actor, meeting, meeting).allowed) {
    const state = stateOf(meeting, await answersOf(ctx, [meeting.id]), ctx.today);
    return json({ state, regions: {}, parts: [] });
  }
  return json(await newestOf(ctx, meeting));
}

/** The minutes as they were frozen, for those who may read the meeting. */
export async function downloadMinutes(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const meeting = await findMeeting(within(ctx) ?? ctx, idParam(request, 'lineMeetingId'));
  const format = textParam(request, 'format');
  if (format !== 'pdf' && format !== 'docx') throw new NotFound();
  const document = await downloadFrozen(ctx, 'line-meeting', meeting.id, format);
  await recordMinutesReading(ctx, meeting, format);
  return document;
}
