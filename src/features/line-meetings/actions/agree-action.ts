import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { actionById, loadParts } from '../part-queries.ts';
import { mayEndAction, mayWrite } from '../policy.ts';
import type { Owner } from '../tables.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

export type NewAction = { what: string; owner: Owner; ownerName: string | null; dueOn: Temporal.PlainDate };

/** Agrees an action: what, which of the two does it (or who, by name) and by when. */
export async function agreeAction(ctx: Ctx, meetingId: string, action: NewAction): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    tx.authorise(mayWrite(ctx.actor, meeting, meeting));
    const byName = action.owner === 'named';
    if (byName && action.ownerName === null)
      throw new Invalid([{ field: 'ownerName', message: 'Write the name of who does it' }]);
    if (meeting.held_on && Temporal.PlainDate.compare(action.dueOn, meeting.held_on) < 0)
      throw new Invalid([{ field: 'dueOn', message: 'By when must be the day of the meeting or later' }]);
    const names = { holder: meeting.holder, head: meeting.head, named: action.ownerName };
    await tx.db
      .insertInto('line_meeting_action')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: meeting.school_id,
        meeting_id: meetingId,
        what: action.what,
        owner: action.owner,
        owner_id: { holder: meeting.holder_id, head: meeting.head_id, named: null }[action.owner],
        owner_name: names[action.owner] ?? '',
        due_on: action.dueOn,
        added_at: ctx.now,
        added_by: ctx.actor.personId,
      })
      .execute();
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.action-agreed',
      summary: `agreed an action in ${nameOf(meeting)}`,
    });
  });
}

/** Takes an action out of a meeting whose minutes are being written. */
export async function removeAction(ctx: Ctx, meetingId: string, actionId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    tx.authorise(mayWrite(ctx.actor, meeting, meeting));
    if (!(await loadParts(ctx, meetingId)).actions.some((action) => action.id === actionId)) throw new NotFound();
    await tx.db
      .updateTable('line_meeting_action')
      .set({ removed_at: ctx.now, removed_by: ctx.actor.personId })
      .where('id', '=', actionId)
      .execute();
    await recordMeetingEvent(tx, meeting, { kind: 'line-meeting.written', summary: `wrote in ${nameOf(meeting)}` });
  });
}

/** Ticks an action off, or drops it with a reason, whenever it is. Until then every next meeting carries it over. */
export async function endAction(
  ctx: Ctx,
  actionId: string,
  end: { how: 'done' | 'dropped'; note: string | null; revision: number },
): Promise<string> {
  return await write(ctx, async (tx) => {
    await tx.db.selectFrom('line_meeting_action').select('id').where('id', '=', actionId).forUpdate().execute();
    const action = await actionById(ctx, actionId);
    if (!action || action.removed_at !== null) throw new NotFound();
    const meeting = await lockMeeting(ctx, tx, action.meeting_id);
    tx.authorise(mayEndAction(ctx.actor, meeting, action.owner_id));
    requireRevision(action.revision, end.revision);
    if (meeting.version === 0)
      throw new Invalid([
        { field: 'note', message: 'The minutes of the meeting that agreed it are not circulated yet' },
      ]);
    if (action.ended_on !== null) throw new Invalid([{ field: 'note', message: 'This action is ended already' }]);
    if (end.how === 'dropped' && end.note === null)
      throw new Invalid([{ field: 'note', message: 'Say why it is dropped' }]);
    await tx.db
      .updateTable('line_meeting_action')
      .set({
        ended_on: ctx.today,
        ended_how: end.how,
        ended_note: end.note,
        ended_at: ctx.now,
        ended_by: ctx.actor.personId,
        revision: action.revision + 1,
      })
      .where('id', '=', actionId)
      .execute();
    await recordMeetingEvent(tx, meeting, {
      kind: `line-meeting.action-${end.how}`,
      summary: `${end.how === 'done' ? 'did' : 'dropped'} an action that was agreed in ${nameOf(meeting)}`,
    });
    return meeting.id;
  });
}
