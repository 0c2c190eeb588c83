import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { lockImport } from './import-row.ts';

/**
 * Takes an import back, with the reason: its figures are shown no longer, and those of an earlier file (if there is one) are shown again. They stay
 * stored. A dry run that was not imported is put aside in the same way. Details of schools that a register changed stay as they are.
 */
export async function withdrawImport(ctx: Ctx, importId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, importId);
    if (row.withdrawn_at) throw new Invalid([{ field: 'why', message: 'This import has been withdrawn already.' }]);
    await tx.db
      .updateTable('data_import')
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawn_why: why })
      .where('id', '=', importId)
      .execute();
    await tx.record({
      kind: row.imported_at ? 'data_import.withdrawn' : 'data_import.put_aside',
      subjectType: 'data_import',
      subjectId: importId,
      schoolId: null,
      summary: row.imported_at ? `withdrew the import of “${row.file_name}”` : `put the file “${row.file_name}” aside`,
      why,
    });
  });
}
