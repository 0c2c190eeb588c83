import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { dryRun, type Report, rebuild } from '../import/rebuild.ts';
import { kinds } from '../kinds.ts';
import { findPupilImport } from '../queries.ts';
import { readAtOnce } from '../rules.ts';
import '../tables.ts';
import { lockImport, placeOf, refuse } from './lock-import.ts';
import { rememberMapping } from './remember-mapping.ts';

/**
 * Brings a checked file into the snapshot: all of its good rows or, where anything breaks, nothing. Rows in quarantine wait. Where it takes an earlier file's
 * place, what that one brought in goes. The mapping is remembered for the next time.
 */
export async function bringIn(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  options: { replaces?: string | null; report?: Report } = {},
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    if (row.imported_at !== null) refuse('This file stands in the snapshot already. Nothing was changed.');
    if (row.checked_at === null || row.mapping === null) return refuse('Check the file first.');
    const { fileProblem, tooMany, good, bad } = row.findings;
    if (fileProblem) refuse(`Nothing was brought in, because the file cannot be read to its end. ${fileProblem}`);
    if (tooMany)
      refuse(
        'Too many rows are wrong to be mended one by one. Put right what repeats, or the columns, and check the file again.',
      );
    if ((good ?? 0) === 0 && (bad ?? 0) === 0) refuse('There is nothing in the file to bring in.');
    const replaces = options.replaces === undefined ? row.replaces_id : options.replaces;
    if (replaces !== null) {
      const earlier = await findPupilImport(ctx, snapshotId, replaces);
      if (kinds[earlier.kind].wanted !== kinds[row.kind].wanted)
        refuse('A file only takes the place of one of its own kind.');
      await tx.db.updateTable('pupil_import').set({ replaced_by: importId }).where('id', '=', replaces).execute();
    }
    await tx.db
      .updateTable('pupil_import')
      .set({ imported_at: ctx.now, imported_by: ctx.actor.personId, replaces_id: replaces, working_since: null })
      .where('id', '=', importId)
      .execute();
    await rebuild(tx.db, placeOf(ctx, row), [kinds[row.kind].wanted], options.report);
    if (row.kind === 'pupils') await checkWaiting(ctx, snapshotId);
    const after = await tx.db
      .selectFrom('pupil_import')
      .select('findings')
      .where('id', '=', importId)
      .executeTakeFirstOrThrow();
    if (after.findings.fileProblem)
      refuse(`Nothing was brought in, because the file cannot be read to its end. ${after.findings.fileProblem}`);
    await rememberMapping(ctx, row, row.mapping);
    const { items = 0, bad: open = 0 } = after.findings;
    await tx.record({
      kind: 'pupil_import.brought_in',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: `brought ${items.toLocaleString('en-GB')} ${kinds[row.kind].rows} into the snapshot from “${row.file_name}”`,
      detail: { sha256: row.sha256, items, waiting: open, replaces },
    });
  });
}

/** Files that were checked before the pupils were known are checked again, so that what is said of them is true now. */
async function checkWaiting(ctx: Ctx, snapshotId: string): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('pupil_import')
    .selectAll()
    .where('snapshot_id', '=', snapshotId)
    .where('kind', '<>', 'pupils')
    .where('checked_at', 'is not', null)
    .where('imported_at', 'is', null)
    .where('undone_at', 'is', null)
    .where('size_bytes', '<=', readAtOnce)
    .execute();
  for (const other of waiting) await dryRun(ctx.db, placeOf(ctx, other), other);
}
