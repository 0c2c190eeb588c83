import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { findMeeting, type Meeting } from '../queries.ts';

/** A meeting that the writer may open, locked until the request ends: two saves at once come one after the other. */
export async function lockMeeting(ctx: Ctx, tx: Write, id: string): Promise<Meeting> {
  await tx.db.selectFrom('line_meeting').select('id').where('id', '=', id).forUpdate().execute();
  return await findMeeting(ctx, id);
}

/** “the line management meeting of 10 November 2026”. */
export const nameOf = (meeting: Pick<Meeting, 'held_on' | 'planned_on'>): string =>
  `the line management meeting of ${longDate(meeting.held_on ?? meeting.planned_on)}`;

/** Records what happened to a meeting. The sentence says that something was done, never what was said: the trail is read by more than the two who met. */
export async function recordMeetingEvent(
  tx: Write,
  meeting: Pick<Meeting, 'id' | 'school_id'>,
  event: { kind: string; summary: string },
): Promise<void> {
  await tx.record({ ...event, subjectType: 'line_meeting', subjectId: meeting.id, schoolId: meeting.school_id });
}
