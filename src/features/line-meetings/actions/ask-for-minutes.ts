import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { holdersAt } from '#core/people/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { lineMeetingPaths } from '../paths.ts';
import { circulatedMeetings, findRequest, type MinutesRequest } from '../reader-queries.ts';
import { longestReading, mayAnswerRequest, mayAskForMinutes, requestState } from '../reader-rules.ts';

const nameOf = (request: { held_on: Temporal.PlainDate | null; planned_on: Temporal.PlainDate }): string =>
  `the line management meeting of ${longDate(request.held_on ?? request.planned_on)}`;

async function record(tx: Write, request: MinutesRequest, kind: string, summary: string): Promise<void> {
  await tx.record({
    kind,
    subjectType: 'line_meeting',
    subjectId: request.meeting_id,
    schoolId: request.school_id,
    summary,
  });
}

/** The Executive Principals of today: whoever answers. */
const principals = async (ctx: Ctx, tx: Write): Promise<string[]> =>
  (
    await tx.db
      .selectFrom('role_grant as g')
      .select('g.person_id')
      .where('g.role', '=', 'executive_principal')
      .where('g.starts_on', '<=', ctx.today)
      .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
      .where('g.ended_at', 'is', null)
      .execute()
  ).map((row) => row.person_id);

/** A trustee asks to read the minutes of one meeting; the Executive Principal is asked, and the head knows. Returns the request's id. */
export async function askForMinutes(
  ctx: Ctx,
  schoolId: string,
  asked: { meetingId: string; why: string },
): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayAskForMinutes(ctx.actor));
    const meeting = (await circulatedMeetings(ctx, schoolId)).find((each) => each.id === asked.meetingId);
    if (!meeting) throw new NotFound();
    const waiting = await tx.db
      .selectFrom('line_minutes_request')
      .select('id')
      .where('meeting_id', '=', asked.meetingId)
      .where('asked_by', '=', ctx.actor.personId)
      .where('answer', 'is', null)
      .executeTakeFirst();
    if (waiting)
      throw new Invalid([{ field: 'meetingId', message: 'You have asked for these minutes, and wait for the answer' }]);
    const { id } = await tx.db
      .insertInto('line_minutes_request')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        meeting_id: asked.meetingId,
        why: asked.why,
        asked_at: ctx.now,
        asked_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const request = await findRequest(ctx, id);
    await record(tx, request, 'line-meeting.minutes-asked', `asked to read the minutes of ${nameOf(request)}`);
    const heads = await holdersAt(tx.db, [schoolId], ['head_teacher'], ctx.today);
    const notice = { body: `They are of ${nameOf(request)} at ${request.school}.`, href: lineMeetingPaths.request(id) };
    for (const person of await principals(ctx, tx))
      await tell(ctx, tx, person, { subject: 'A trustee asks to read minutes of a meeting', ...notice });
    for (const head of heads)
      await tell(ctx, tx, head.id, { subject: 'A trustee has asked to read minutes of your meeting', ...notice });
    return id;
  });
}

/** The Executive Principal lets the minutes be read until a day, or refuses with a reason. Whoever asked and the head are told. */
export async function answerRequest(
  ctx: Ctx,
  id: string,
  answer: { lets: boolean; why: string | null; untilOn: Temporal.PlainDate | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('line_minutes_request').select('id').where('id', '=', id).forUpdate().execute();
    const request = await findRequest(ctx, id);
    tx.authorise(mayAnswerRequest(ctx.actor, request));
    if (requestState(request, ctx.today) !== 'unanswered')
      throw new Invalid([{ field: 'lets', message: 'This request has been answered' }]);
    if (!answer.lets && answer.why === null)
      throw new Invalid([{ field: 'why', message: 'Say why they may not be read' }]);
    const until = answer.lets ? answer.untilOn : null;
    if (answer.lets && until === null)
      throw new Invalid([{ field: 'untilOn', message: 'Enter the last day on which they may be read' }]);
    const latest = ctx.today.add({ days: longestReading });
    if (until && (Temporal.PlainDate.compare(until, ctx.today) < 0 || Temporal.PlainDate.compare(until, latest) > 0))
      throw new Invalid([
        {
          field: 'untilOn',
          message: `The last day must be from today to ${longDate(latest)}: ask again if it is needed`,
        },
      ]);
    await tx.db
      .updateTable('line_minutes_request')
      .set({
        answer: answer.lets ? 'let_read' : 'refused',
        answer_why: answer.why,
        answered_at: ctx.now,
        answered_by: ctx.actor.personId,
        until_on: until,
      })
      .where('id', '=', id)
      .execute();
    const words = until ? `let ${request.asker} read until ${longDate(until)}` : `did not let ${request.asker} read`;
    await record(tx, request, 'line-meeting.minutes-answered', `${words} the minutes of ${nameOf(request)}`);
    const heads = await holdersAt(tx.db, [request.school_id], ['head_teacher'], ctx.today);
    for (const person of [request.asked_by, ...heads.map((head) => head.id)])
      await tell(ctx, tx, person, {
        subject: until ? 'Minutes may be read by a trustee' : 'Minutes may not be read by a trustee',
        body: `They are of ${nameOf(request)} at ${request.school}.`,
        href: lineMeetingPaths.request(id),
      });
  });
}

/** Ends the reading before its last day. */
export async function endReading(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('line_minutes_request').select('id').where('id', '=', id).forUpdate().execute();
    const request = await findRequest(ctx, id);
    tx.authorise(mayAnswerRequest(ctx.actor, request));
    if (requestState(request, ctx.today) !== 'open')
      throw new Invalid([{ field: '', message: 'These minutes may not be read any more as it is' }]);
    await tx.db
      .updateTable('line_minutes_request')
      .set({ ended_at: ctx.now, ended_by: ctx.actor.personId })
      .where('id', '=', id)
      .execute();
    await record(
      tx,
      request,
      'line-meeting.minutes-ended',
      `ended ${request.asker}’s reading of the minutes of ${nameOf(request)}`,
    );
  });
}
