import { academicYearOf } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { holdersAt } from '#core/people/queries.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayBegin, sideOf } from '../policy.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

/** Begins a meeting: from now on it counts as held on that day, by these two, and both can write in it. */
export async function beginMeeting(
  ctx: Ctx,
  id: string,
  begin: { heldOn: Temporal.PlainDate; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayBegin(ctx.actor, meeting));
    requireRevision(meeting.revision, begin.revision);
    if (meeting.held_on !== null) throw new Invalid([{ field: '', message: 'This meeting has begun already' }]);
    if (meeting.cancelled_at !== null) throw new Invalid([{ field: '', message: 'This meeting has been cancelled' }]);
    if (Temporal.PlainDate.compare(begin.heldOn, ctx.today) > 0)
      throw new Invalid([{ field: 'heldOn', message: 'The day must be today or before' }]);
    if (academicYearOf(begin.heldOn) !== meeting.academic_year)
      throw new Invalid([{ field: 'heldOn', message: 'The day must lie in the same school year' }]);
    const side = sideOf(ctx.actor, meeting);
    const heads = await holdersAt(tx.db, [meeting.school_id], ['head_teacher'], ctx.today);
    const headId = side === 'head' ? ctx.actor.personId : heads[0]?.id;
    if (!headId) throw new Invalid([{ field: '', message: 'The school has no head teacher in Cairn to meet' }]);
    await tx.db
      .updateTable('line_meeting')
      .set({
        held_on: begin.heldOn,
        // Whoever begins it on the Trust's side holds it: an Executive Principal may stand in for the leader.
        holder_id: side === 'head' ? meeting.series_holder_id : ctx.actor.personId,
        head_id: headId,
        revision: meeting.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.begun',
      summary: `began ${nameOf({ ...meeting, held_on: begin.heldOn })}`,
    });
  });
}
