import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { dryRun, type Report } from '../import/rebuild.ts';
import { missingFields } from '../rules.ts';
import '../tables.ts';
import { lockImport, placeOf, refuse } from './lock-import.ts';

/** The dry run: reads the file to its end and keeps what it found; nothing in the snapshot changes. */
export async function checkImport(ctx: Ctx, snapshotId: string, importId: string, report?: Report): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    if (row.mapping === null) return refuse('Say first what the columns are.');
    const missing = missingFields(row.mapping);
    if (missing.length > 0) refuse(`Say first which column is: ${missing.join(', ')}.`);
    const reading = await dryRun(tx.db, placeOf(ctx, row), row, report);
    await tx.db
      .updateTable('pupil_import')
      .set({ checked_at: ctx.now, working_since: null })
      .where('id', '=', importId)
      .execute();
    await tx.record({
      kind: 'pupil_import.checked',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: `checked the file “${row.file_name}” before bringing it in`,
      detail: { rows: reading.findings.rows ?? 0, good: reading.findings.good ?? 0, bad: reading.findings.bad ?? 0 },
    });
  });
}
