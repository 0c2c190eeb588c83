import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { dryRun, rebuild } from '../import/rebuild.ts';
import { kinds } from '../kinds.ts';
import { findProblem, type ProblemRow, type PupilImport } from '../queries.ts';
import '../tables.ts';
import { lockImport, placeOf } from './lock-import.ts';

/** Reads the file again with what has been put right: a standing one into the snapshot, another as a dry run. */
export async function readAgain(ctx: Ctx, row: PupilImport): Promise<void> {
  if (row.imported_at !== null) await rebuild(ctx.db, placeOf(ctx, row), [kinds[row.kind].wanted]);
  else await dryRun(ctx.db, placeOf(ctx, row), row);
}

/** Puts one row right. Answers with the row as it then reads: `code` is null when nothing is wrong with it any more. */
export async function mendRow(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  line: number,
  cells: readonly string[],
): Promise<ProblemRow> {
  return await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    const before = await findProblem(ctx, importId, line);
    const kept = before.cells.map((cell, at) => (cells[at] ?? cell).slice(0, 2000));
    for (let at = kept.length; at < row.header.length; at += 1) kept.push(cells[at] ?? '');
    // A row that was too long keeps the cells that the columns have names for: it has been looked at.
    const fitted = kept.slice(0, row.header.length);
    await tx.db
      .updateTable('pupil_import_problem')
      .set({
        cells: fitted,
        mended_at: ctx.now,
        mended_by: ctx.actor.personId,
        left_out_at: null,
        left_out_by: null,
        left_out_why: null,
      })
      .where('import_id', '=', importId)
      .where('line', '=', line)
      .execute();
    await readAgain(ctx, row);
    await tx.record({
      kind: 'pupil_import.row_mended',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: `put right line ${line} of “${row.file_name}”`,
      // Which columns, not what they say: the trail outlives what may be kept of a pupil.
      detail: { line, columns: row.header.filter((_, at) => fitted[at] !== before.cells[at]) },
    });
    return await findProblem(ctx, importId, line);
  });
}

/** Leaves one row out, with a reason. */
export async function leaveRowOut(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  line: number,
  why: string,
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    await findProblem(ctx, importId, line);
    await tx.db
      .updateTable('pupil_import_problem')
      .set({ left_out_at: ctx.now, left_out_by: ctx.actor.personId, left_out_why: why })
      .where('import_id', '=', importId)
      .where('line', '=', line)
      .execute();
    await readAgain(ctx, row);
    await tx.record({
      kind: 'pupil_import.row_left_out',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: `left line ${line} of “${row.file_name}” out`,
      why,
      detail: { line },
    });
  });
}
