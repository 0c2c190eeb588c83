import type { Ctx } from '#core/context.ts';
import type { ProgressSource } from '#features/action-plans/index.ts';
import { longDate } from '#platform/clock.ts';
import { lineMeetingPaths } from './paths.ts';
import { meetingsByIds, within } from './queries.ts';

/** In which meetings entries of progress were recorded, as far as the reader may open them. */
export async function progressFromMeetings(ctx: Ctx, progressIds: readonly string[]): Promise<ProgressSource[]> {
  const narrowed = within(ctx);
  if (!narrowed || progressIds.length === 0) return [];
  const rows = await narrowed.db
    .selectFrom('line_meeting_progress')
    .select(['progress_id', 'meeting_id'])
    .where('progress_id', 'in', [...progressIds])
    .execute();
  const meetings = await meetingsByIds(narrowed, [...new Set(rows.map((row) => row.meeting_id))]);
  return rows.flatMap((row) => {
    const meeting = meetings.find((each) => each.id === row.meeting_id);
    return meeting
      ? [
          {
            progressId: row.progress_id,
            label: `Recorded at the meeting of ${longDate(meeting.held_on ?? meeting.planned_on)}`,
            href: lineMeetingPaths.meeting(meeting.id),
          },
        ]
      : [];
  });
}
