import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { isTouched, type Line, sameLine } from '../agenda-rules.ts';
import { criterionAt, hasRecorded, loadParts } from '../part-queries.ts';
import { mayWrite } from '../policy.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

/** Keeps what is written on a criterion, complete or not; returns its revision. It becomes progress when the minutes are circulated. */
export async function saveLine(
  ctx: Ctx,
  meetingId: string,
  criterionId: string,
  line: Line & { revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    tx.authorise(mayWrite(ctx.actor, meeting, meeting));
    const criterion = await criterionAt(ctx, meeting.school_id, criterionId);
    if (!criterion) throw new NotFound();
    const before = (await loadParts(ctx, meetingId)).criteria.find((each) => each.criterion_id === criterionId);
    requireRevision(before?.revision ?? 0, line.revision);
    if (meeting.version > 0 && line.not_discussed !== null && (await hasRecorded(ctx, meetingId, criterionId)))
      throw new Invalid([
        { field: 'notDiscussed', message: 'This line has become progress of the plan: correct what it says instead' },
      ]);
    const { revision: _shown, ...values } = line;
    const row = {
      ...values,
      saved_at: ctx.now,
      saved_by: ctx.actor.personId,
      progress_id: before && sameLine(before, line) ? before.progress_id : null,
    };
    if (before) {
      await tx.db
        .updateTable('line_meeting_criterion')
        .set({ ...row, revision: before.revision + 1 })
        .where('meeting_id', '=', meetingId)
        .where('criterion_id', '=', criterionId)
        .execute();
    } else {
      await tx.db
        .insertInto('line_meeting_criterion')
        .values({
          ...row,
          trust_id: ctx.actor.trustId,
          meeting_id: meetingId,
          plan_id: criterion.plan_id,
          criterion_id: criterionId,
        })
        .execute();
    }
    await recordMeetingEvent(tx, meeting, { kind: 'line-meeting.written', summary: `wrote in ${nameOf(meeting)}` });
    return (before?.revision ?? 0) + 1;
  });
}

/** Says of every criterion without a line why it was not discussed; returns of how many. */
export async function leaveTheRest(
  ctx: Ctx,
  meetingId: string,
  criteria: readonly { criterionId: string; planId: string }[],
  why: string,
): Promise<number> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    tx.authorise(mayWrite(ctx.actor, meeting, meeting));
    const { criteria: lines } = await loadParts(ctx, meetingId);
    const lineOf = (id: string) => lines.find((line) => line.criterion_id === id);
    const rest = criteria.filter(({ criterionId }) => !isTouched(lineOf(criterionId) ?? null));
    if (rest.length === 0) throw new Invalid([{ field: 'why', message: 'Every criterion has a line already' }]);
    for (const { criterionId, planId } of rest) {
      const values = { not_discussed: why, saved_at: ctx.now, saved_by: ctx.actor.personId };
      await tx.db
        .insertInto('line_meeting_criterion')
        .values({
          ...values,
          trust_id: ctx.actor.trustId,
          meeting_id: meetingId,
          plan_id: planId,
          criterion_id: criterionId,
          value_number: null,
          value_words: null,
          rag: null,
          reason: null,
          progress_id: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['meeting_id', 'criterion_id'])
            .doUpdateSet((eb) => ({ ...values, revision: eb('line_meeting_criterion.revision', '+', 1) })),
        )
        .execute();
    }
    await recordMeetingEvent(tx, meeting, { kind: 'line-meeting.written', summary: `wrote in ${nameOf(meeting)}` });
    return rest.length;
  });
}
