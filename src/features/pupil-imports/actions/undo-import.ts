import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { rebuild } from '../import/rebuild.ts';
import { kinds } from '../kinds.ts';
import '../tables.ts';
import { lockImport, placeOf } from './lock-import.ts';

/**
 * Takes a file out of the snapshot again, or puts one aside that has not come in. What other files hold stands, also where this one had gone over it; a file
 * whose place it had taken stays out. The kept pieces go, for nobody needs them any more.
 */
export async function undoImport(ctx: Ctx, snapshotId: string, importId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    const stood = row.imported_at !== null;
    await tx.db
      .updateTable('pupil_import')
      .set({
        undone_at: ctx.now,
        undone_by: ctx.actor.personId,
        undone_why: why,
        samples: '[]',
        pieces_erased_at: ctx.now,
      })
      .where('id', '=', importId)
      .execute();
    if (stood) await rebuild(tx.db, placeOf(ctx, row), [kinds[row.kind].wanted]);
    await tx.db.deleteFrom('pupil_import_piece').where('import_id', '=', importId).execute();
    await tx.db.deleteFrom('pupil_import_problem').where('import_id', '=', importId).execute();
    await tx.db.deleteFrom('pupil_import_progress').where('import_id', '=', importId).execute();
    await tx.record({
      kind: stood ? 'pupil_import.undone' : 'pupil_import.put_aside',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: stood ? `took “${row.file_name}” out of the snapshot again` : `put the file “${row.file_name}” aside`,
      why,
    });
  });
}
