import { academicYearOf } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { holdersAt } from '#core/people/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { firstClash } from '../clash-rules.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayMove } from '../policy.ts';
import { type Meeting, seriesOfYear } from '../queries.ts';
import type { MoveReason } from '../tables.ts';
import { elsewhere } from './arrange-series.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

type When = { on: Temporal.PlainDate; atTime: string };

async function refuseClash(
  ctx: Ctx,
  tx: Write,
  meeting: Pick<Meeting, 'school_id' | 'school' | 'minutes' | 'series_holder_id'> & { id?: string },
  { on, atTime }: When,
) {
  const who = { holderId: meeting.series_holder_id, schoolId: meeting.school_id, from: on };
  const others = await elsewhere(ctx, tx, who, { meetingId: meeting.id });
  const clash = firstClash([{ on, at: atTime, minutes: meeting.minutes, school: meeting.school }], others);
  if (clash) throw new Invalid([{ field: 'atTime', message: clash }]);
}

/** Tells the two who meet, without whoever did it. No reason goes into a notice or a mail: it may be somebody's illness. */
async function tellBoth(ctx: Ctx, tx: Write, meeting: Meeting, subject: string): Promise<void> {
  const heads = await holdersAt(tx.db, [meeting.school_id], ['head_teacher'], ctx.today);
  for (const personId of new Set([meeting.series_holder_id, ...heads.map((head) => head.id)])) {
    if (personId === ctx.actor.personId) continue;
    await tell(ctx, tx, personId, {
      subject,
      body: `It is the meeting at ${meeting.school}.`,
      href: lineMeetingPaths.meeting(meeting.id),
    });
  }
}

const refuseHeld = (meeting: Meeting): void => {
  if (meeting.held_on !== null) throw new Invalid([{ field: '', message: 'This meeting has been held' }]);
  if (meeting.cancelled_at !== null) throw new Invalid([{ field: '', message: 'This meeting has been cancelled' }]);
};

/** Moves one meeting, also one that was missed, to another day of the same year. */
export async function moveMeeting(
  ctx: Ctx,
  id: string,
  move: When & { reason: MoveReason; why: string | null; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayMove(ctx.actor, meeting));
    requireRevision(meeting.revision, move.revision);
    refuseHeld(meeting);
    if (Temporal.PlainDate.compare(move.on, ctx.today) < 0)
      throw new Invalid([{ field: 'on', message: 'The new day must be today or later' }]);
    if (academicYearOf(move.on) !== meeting.academic_year)
      throw new Invalid([{ field: 'on', message: 'The new day must lie in the same school year' }]);
    if (move.reason === 'other' && move.why === null)
      throw new Invalid([{ field: 'why', message: 'Say why it is moved' }]);
    await refuseClash(ctx, tx, meeting, move);
    await tx.db
      .insertInto('line_meeting_move')
      .values({
        trust_id: ctx.actor.trustId,
        meeting_id: id,
        from_on: meeting.planned_on,
        to_on: move.on,
        reason: move.reason,
        why: move.why,
        moved_at: ctx.now,
        moved_by: ctx.actor.personId,
      })
      .execute();
    await tx.db
      .updateTable('line_meeting')
      .set({ planned_on: move.on, at_time: move.atTime, revision: meeting.revision + 1 })
      .where('id', '=', id)
      .execute();
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.moved',
      summary: `moved ${nameOf(meeting)} to ${longDate(move.on)}`,
    });
    await tellBoth(ctx, tx, meeting, `The line management meeting is now on ${longDate(move.on)} at ${move.atTime}`);
  });
}

/** Cancels one meeting with a reason; also one that was begun by mistake, before its minutes went out. */
export async function cancelMeeting(ctx: Ctx, id: string, cancel: { why: string; revision: number }): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayMove(ctx.actor, meeting));
    requireRevision(meeting.revision, cancel.revision);
    if (meeting.version > 0)
      throw new Invalid([{ field: '', message: 'The minutes of this meeting have been circulated' }]);
    if (meeting.cancelled_at !== null) throw new Invalid([{ field: '', message: 'This meeting is cancelled already' }]);
    await tx.db
      .updateTable('line_meeting')
      .set({
        cancelled_at: ctx.now,
        cancelled_by: ctx.actor.personId,
        cancelled_why: cancel.why,
        held_on: null,
        holder_id: null,
        head_id: null,
        revision: meeting.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await recordMeetingEvent(tx, meeting, { kind: 'line-meeting.cancelled', summary: `cancelled ${nameOf(meeting)}` });
    await tellBoth(ctx, tx, meeting, `The line management meeting of ${longDate(meeting.planned_on)} is cancelled`);
  });
}

/** Adds a meeting outside the fortnight's row. */
export async function addBetween(ctx: Ctx, schoolId: string, when: When): Promise<string> {
  return await write(ctx, async (tx) => {
    const academicYear = academicYearOf(when.on);
    const [series] = await seriesOfYear(ctx, academicYear, schoolId);
    if (!series) throw new NotFound();
    tx.authorise(
      mayMove(ctx.actor, { school_id: schoolId, series_holder_id: series.holder_id, holder_id: null, head_id: null }),
    );
    await refuseClash(
      ctx,
      tx,
      { school_id: schoolId, school: series.school, minutes: series.minutes, series_holder_id: series.holder_id },
      when,
    );
    const row = await tx.db
      .insertInto('line_meeting')
      .values({
        trust_id: ctx.actor.trustId,
        series_id: series.id,
        school_id: schoolId,
        academic_year: academicYear,
        slot_on: null,
        planned_on: when.on,
        at_time: when.atTime,
        minutes: series.minutes,
        place: series.place,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const meeting = await lockMeeting(ctx, tx, row.id);
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.added',
      summary: `added ${nameOf(meeting)}, outside the fortnight`,
    });
    if (Temporal.PlainDate.compare(when.on, ctx.today) >= 0)
      await tellBoth(ctx, tx, meeting, `There is a line management meeting on ${longDate(when.on)} at ${when.atTime}`);
    return row.id;
  });
}
