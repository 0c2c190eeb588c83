import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { Place } from '../import/rebuild.ts';
import { mayCollect } from '../policy.ts';
import { findPupilImport, type PupilImport } from '../queries.ts';
import '../tables.ts';
import { lockSnapshot } from './lock-snapshot.ts';

export const refuse = (message: string): never => {
  throw new Invalid([{ field: '', message }]);
};

/** Loads an import inside the reader's schools, holds it and its snapshot, and authorises. A file that was put aside or undone cannot be worked on. */
export async function lockImport(ctx: Ctx, tx: Write, snapshotId: string, importId: string): Promise<PupilImport> {
  await findPupilImport(ctx, snapshotId, importId);
  tx.authorise(mayCollect(ctx.actor, await lockSnapshot(tx.db, snapshotId)));
  const row = await tx.db
    .selectFrom('pupil_import')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.undone_at !== null) refuse('This file was taken out of the snapshot. Choose it again to bring it in.');
  if (row.replaced_by !== null) refuse('Another file has taken the place of this one.');
  if (row.pieces_erased_at !== null)
    refuse('The file itself has been erased under the retention rules, so it cannot be read again.');
  return row;
}

export const placeOf = (ctx: Ctx, row: PupilImport): Place => ({
  trustId: row.trust_id,
  schoolId: row.school_id,
  snapshotId: row.snapshot_id,
  today: ctx.today,
});
