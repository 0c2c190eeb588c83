import type { Tx } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { SnapshotState } from '../policy.ts';
import '../tables.ts';

/** Holds the snapshot while something is done to it: two files come in one after the other, and none while it is being taken. */
export async function lockSnapshot(tx: Tx, snapshotId: string): Promise<SnapshotState> {
  const row = await tx
    .selectFrom('data_snapshot')
    .select(['school_id', 'taken_at'])
    .where('id', '=', snapshotId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}
