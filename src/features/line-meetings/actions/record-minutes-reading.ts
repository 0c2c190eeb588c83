import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import '../tables.ts';

const minutesApart = 10;

/**
 * Writes down that the reader opened the minutes of a meeting. Coming back within ten minutes counts once. The route is declared with `getRecorded`: any other
 * GET may not write. No event: the list stands with the minutes, not in the trail.
 */
export async function recordMinutesReading(
  ctx: Ctx,
  meeting: { id: string; version: number },
  how: 'page' | 'pdf' | 'docx',
): Promise<void> {
  const since = ctx.now.subtract({ minutes: minutesApart });
  await sql`
    insert into line_minutes_reading (trust_id, meeting_id, of_version, person_id, how, read_at)
    select ${ctx.actor.trustId}, ${meeting.id}, ${meeting.version}, ${ctx.actor.personId}, ${how}, ${ctx.now}
    where not exists (
      select from line_minutes_reading r
      where r.meeting_id = ${meeting.id} and r.person_id = ${ctx.actor.personId} and r.of_version = ${meeting.version}
        and r.how = ${how} and r.read_at > ${since})`.execute(ctx.db);
}
