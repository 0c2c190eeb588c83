import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import '#platform/db/tables.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { describeFindings } from '../import/describe-findings.ts';
import { findChanges } from '../import/find-changes.ts';
import { loadOwnSchools } from '../import/own-schools.ts';
import { readImport } from '../import/read-import.ts';
import { mayImport } from '../policy.ts';
import '../tables.ts';
import { yearCode, yearName } from '../years.ts';

/** Says what a file does not: the start year of its figures, and how final they are. The dry run is done again with the answers. */
export async function answerImport(
  ctx: Ctx,
  importId: string,
  answers: { academicYear: number | null; status: 'provisional' | 'revised' | 'final' | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('data_import')
      .selectAll()
      .where('id', '=', importId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound();
    tx.authorise(mayImport(ctx.actor));
    if (row.imported_at || row.withdrawn_at)
      throw new Invalid([{ field: '', message: 'This file has been dealt with already. Nothing was changed.' }]);
    const academicYear = answers.academicYear ?? row.academic_year_given;
    const status = answers.status ?? row.status_given;
    const own = await loadOwnSchools(tx.db);
    const file = await tx.db
      .selectFrom('stored_file')
      .select('content')
      .where('id', '=', row.file_id)
      .executeTakeFirstOrThrow();
    const options = {
      fileName: row.file_name,
      ...(academicYear === null ? {} : { academicYear: yearCode(academicYear) }),
      ...(status === null ? {} : { status }),
    };
    const read = await readImport(file.content, options, own);
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
