import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { readingJob } from '../jobs/reading-job.ts';
import type { PupilImport } from '../queries.ts';
import { readAtOnce } from '../rules.ts';
import { bringIn } from './bring-in.ts';
import { checkImport } from './check-import.ts';
import { lockImport } from './lock-import.ts';
import '../tables.ts';

export type Asked = { what: 'check' } | { what: 'bring-in'; replaces: string | null };

/** Checks a file or brings it in: at once where it is small, else in the background (`started`). */
export async function startReading(ctx: Ctx, row: PupilImport, asked: Asked): Promise<'done' | 'started'> {
  if (row.size_bytes <= readAtOnce) {
    if (asked.what === 'check') await checkImport(ctx, row.snapshot_id, row.id);
    else await bringIn(ctx, row.snapshot_id, row.id, { replaces: asked.replaces });
    return 'done';
  }
  await write(ctx, async (tx) => {
    const locked = await lockImport(ctx, tx, row.snapshot_id, row.id);
    await tx.db.updateTable('pupil_import').set({ working_since: ctx.now }).where('id', '=', row.id).execute();
    await tx.db.deleteFrom('pupil_import_progress').where('import_id', '=', row.id).execute();
    await tx.enqueue(readingJob, {
      trustId: row.trust_id,
      accountId: ctx.actor.accountId,
      snapshotId: row.snapshot_id,
      importId: row.id,
      ...asked,
    });
    await tx.record({
      kind: 'pupil_import.reading_started',
      subjectType: 'pupil_import',
      subjectId: row.id,
      schoolId: locked.school_id,
      summary: `had the large file “${row.file_name}” ${asked.what === 'check' ? 'checked' : 'brought in'} in the background`,
    });
  });
  return 'started';
}
