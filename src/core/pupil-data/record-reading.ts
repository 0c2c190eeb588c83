import { sql } from 'kysely';
import type { Ctx } from '../context.ts';
import './tables.ts';

/** What was looked at: `what` finishes “looked at …” (“the pupils behind Attainment 8”). */
export type PupilReading = { schoolId: string; snapshotId: string | null; pupilId: number | null; what: string };

const minutesApart = 10;

/**
 * Writes down that the reader looked at single pupils' data. Whoever comes back to the same page within ten minutes is written down once. The route must be
 * declared with `getRecorded`: any other GET may not write.
 */
export async function recordPupilReading(ctx: Ctx, reading: PupilReading): Promise<void> {
  const since = ctx.now.subtract({ minutes: minutesApart });
  await sql`
    insert into pupil_reading (trust_id, at, person_id, school_id, snapshot_id, pupil_id, what)
    select ${ctx.actor.trustId}, ${ctx.now}, ${ctx.actor.personId}, ${reading.schoolId}, ${reading.snapshotId}, ${reading.pupilId}, ${reading.what}
    where not exists (
      select from pupil_reading r
      where r.person_id = ${ctx.actor.personId} and r.school_id = ${reading.schoolId} and r.at > ${since}
        and r.snapshot_id is not distinct from ${reading.snapshotId}::uuid and r.pupil_id is not distinct from ${reading.pupilId}::bigint
        and r.what = ${reading.what})`.execute(ctx.db);
}
