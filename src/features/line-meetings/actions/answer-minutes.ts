import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayAnswer, sideOf } from '../policy.ts';
import { freezeMinutes } from './circulate-minutes.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

/** Confirms the minutes for one side, or records in words what that side sees differently. Whoever disagreed may confirm later; both answers stay. */
export async function answerMinutes(
  ctx: Ctx,
  id: string,
  answer: { version: number; agrees: boolean; words: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayAnswer(ctx.actor, meeting));
    if (meeting.version === 0 || meeting.correcting_since)
      throw new Invalid([
        { field: 'agrees', message: 'The minutes are being written: there is nothing to confirm yet' },
      ]);
    if (meeting.version !== answer.version)
      throw new StaleRevision(
        'The minutes were corrected while you read them. Read them once more, then say whether they are right.',
      );
    if (!answer.agrees && answer.words === null)
      throw new Invalid([{ field: 'words', message: 'Say what you see differently' }]);
    const side = sideOf(ctx.actor, meeting) ?? 'head';
    await tx.db
      .insertInto('line_minutes_answer')
      .values({
        trust_id: ctx.actor.trustId,
        meeting_id: id,
        of_version: meeting.version,
        side,
        agrees: answer.agrees,
        words: answer.words,
        answered_at: ctx.now,
        answered_by: ctx.actor.personId,
      })
      .execute();
    await freezeMinutes(ctx, tx, meeting);
    await recordMeetingEvent(tx, meeting, {
      kind: answer.agrees ? 'line-meeting.confirmed' : 'line-meeting.disputed',
      summary: `${answer.agrees ? 'confirmed the minutes of' : 'sees differently something in the minutes of'} ${nameOf(meeting)}`,
    });
    const other = side === 'holder' ? meeting.head_id : meeting.holder_id;
    if (!answer.agrees && other)
      await tell(ctx, tx, other, {
        subject: 'Your minutes are seen differently',
        body: `They are of ${nameOf(meeting)}. What the other side says stands with them.`,
        href: lineMeetingPaths.meeting(id),
      });
  });
}
