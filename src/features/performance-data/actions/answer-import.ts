import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { describeFindings } from '../import/describe-findings.ts';
import { findChanges } from '../import/find-changes.ts';
import { loadOwnSchools } from '../import/own-schools.ts';
import { readImport } from '../import/read-import.ts';
import { yearName } from '../years.ts';
import { lockImport, readOptions, storedBytes } from './import-row.ts';

/** Says what a file does not: the start year of its figures, and how final they are. The dry run is done again with the answers. */
export async function answerImport(
  ctx: Ctx,
  importId: string,
  answers: { academicYear: number | null; status: 'provisional' | 'revised' | 'final' | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, importId);
    if (row.imported_at || row.withdrawn_at)
      throw new Invalid([{ field: '', message: 'This file has been dealt with already. Nothing was changed.' }]);
    const academicYear = answers.academicYear ?? row.academic_year_given;
    const status = answers.status ?? row.status_given;
    const own = await loadOwnSchools(tx.db);
    const options = readOptions(row.file_name, academicYear, status);
    const read = await readImport(await storedBytes(tx, row.file_id), options, own);
    const changes = await findChanges(tx.db, read);
    await tx.db
      .updateTable('data_import')
      .set({ ...describeFindings(read, changes, own), academic_year_given: academicYear, status_given: status })
      .where('id', '=', importId)
      .execute();
    const said = [academicYear === null ? '' : `of ${yearName(academicYear)}`, status ?? '']
      .filter(Boolean)
      .join(' and ');
    await tx.record({
      kind: 'data_import.answered',
      subjectType: 'data_import',
      subjectId: importId,
      schoolId: null,
      summary: `said that the figures in “${row.file_name}” are ${said}`,
    });
  });
}
