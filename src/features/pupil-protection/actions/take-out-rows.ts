import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

const tables = {
  results: 'snapshot_result',
  attendance: 'snapshot_attendance',
  suspensions: 'snapshot_suspension',
  pupils: 'snapshot_pupil',
};

/** From here to the end of the transaction the database lets taken snapshots go of rows; it refuses everything else as before. */
export async function mayTakeOutOfTaken(db: Tx): Promise<void> {
  await sql`select set_config('app.erasing_pupils', 'yes', true)`.execute(db);
}

/** The database again refuses to take rows out of taken snapshots: nothing later in a request does it by mistake. */
export async function takenStandsAgain(db: Tx): Promise<void> {
  await sql`select set_config('app.erasing_pupils', '', true)`.execute(db);
}

/** Takes pupil-level rows out of one snapshot, of some pupils or of all but some. Says how many of each there were. */
export async function takeOutRows(
  db: Tx,
  at: { trustId: string; snapshotId: string },
  which: { only: readonly number[] } | { allBut: readonly number[] },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const chosen =
    'only' in which
      ? sql`pupil_id = any(${[...which.only]}::bigint[])`
      : sql`pupil_id <> all(${[...which.allBut]}::bigint[])`;
  for (const [name, table] of Object.entries(tables)) {
    const gone =
      await sql`delete from ${sql.table(table)} where trust_id = ${at.trustId} and snapshot_id = ${at.snapshotId} and ${chosen}`.execute(
        db,
      );
    counts[name] = Number(gone.numAffectedRows ?? 0);
  }
  return counts;
}
