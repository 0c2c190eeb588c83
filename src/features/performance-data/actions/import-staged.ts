import { sql } from 'kysely';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { applyChanges } from '../import/apply-changes.ts';
import { describeFindings } from '../import/describe-findings.ts';
import { figureBatch } from '../import/figure-batch.ts';
import { findChanges } from '../import/find-changes.ts';
import { loadOwnSchools } from '../import/own-schools.ts';
import { type OnRead, type OwnInspection, readImport } from '../import/read-import.ts';
import { lockImport, readOptions, storedBytes } from './import-row.ts';

async function storeInspections(ctx: Ctx, tx: Write, importId: string, inspections: readonly OwnInspection[]) {
  if (inspections.length === 0) return;
  await tx.db
    .insertInto('school_inspection')
    .values(
      inspections.map(({ schoolId, record, ofPredecessor }) => ({
        trust_id: ctx.actor.trustId,
        import_id: importId,
        school_id: schoolId,
        framework: record.framework,
        kind: record.kind,
        inspection_number: record.inspectionNumber,
        inspection_type: record.inspectionType ?? null,
        inspected_on: record.startDate ?? null,
        published_on: record.publicationDate ?? null,
        urn_at_time: record.urnAtTime ?? null,
        name_at_time: record.nameAtTime ?? null,
        of_predecessor: ofPredecessor,
        grades: JSON.stringify(record.grades),
        safeguarding: record.safeguarding ?? null,
        outcome: record.outcome ?? null,
        category_of_concern: record.concern ?? null,
      })),
    )
    .execute();
}

/**
 * Imports a file that has been looked at: reads the stored bytes again and stores everything in one transaction, so that all of it is imported or
 * nothing. Rows and cells with problems are left out, each named. Throws `Invalid` when something must be answered first, or the file cannot be read
 * to its end, or has been imported already.
 */
export async function importStaged(ctx: Ctx, importId: string, onRead?: OnRead): Promise<void> {
  await write(ctx, async (tx) => {
    // Two people, or one who presses twice, import one after the other.
    await sql`select pg_advisory_xact_lock(hashtext(${`import ${ctx.actor.trustId}`}))`.execute(tx.db);
    const row = await lockImport(ctx, tx, importId);
    const refuse = (message: string): never => {
      throw new Invalid([{ field: '', message }]);
    };
    if (row.imported_at) refuse('This file has been imported already. Nothing was changed.');
    if (row.withdrawn_at) refuse('This file was put aside. Choose it again to import it.');
    if (row.file_problem) refuse(`Nothing was imported: ${row.file_problem}`);
    if (row.asks.length > 0) refuse('Say which year the figures are of and how final they are; then import the file.');
    const own = await loadOwnSchools(tx.db);
    const batch = figureBatch(tx.db, ctx.actor.trustId, importId);
    const read = await readImport(
      await storedBytes(tx, row.file_id),
      { ...readOptions(row.file_name, row.academic_year_given, row.status_given), onRead },
      own,
      batch.add,
    );
    if (read.fileProblem) refuse(`Nothing was imported: ${read.fileProblem}`);
    await batch.flush();
    await storeInspections(ctx, tx, importId, read.inspections);
    const changes = await findChanges(tx.db, read);
    await applyChanges(ctx, tx, row.file_name, changes, row.findings.changes ?? []);
    await tx.db
      .updateTable('data_import')
      .set({
        ...describeFindings(read, changes, own),
        imported_at: ctx.now,
        imported_by: ctx.actor.personId,
      })
      .where('id', '=', importId)
      .execute();
    await tx.record({
      kind: 'data_import.imported',
      subjectType: 'data_import',
      subjectId: importId,
      schoolId: null,
      summary: `imported “${row.file_name}” (${read.recognition?.title ?? row.title})`,
      detail: {
        sha256: row.sha256,
        figuresOwn: read.figuresOwn,
        figuresOther: read.figuresOther,
        problems: read.problemCount,
      },
    });
  });
}
