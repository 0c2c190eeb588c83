import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { identitySetting } from '#core/pupil-data/identity-setting.ts';
import { Invalid } from '#platform/errors.ts';
import { columnsToEmpty } from '../identity.ts';
import { rebuild } from '../import/rebuild.ts';
import { storedPieces } from '../import/stored-pieces.ts';
import { asCsv } from '../import/take-file.ts';
import { kinds } from '../kinds.ts';
import type { Mapping } from '../mapping.ts';
import type { PupilImport } from '../queries.ts';
import { doubledFields, missingFields } from '../rules.ts';
import '../tables.ts';
import { lockImport, placeOf } from './lock-import.ts';
import { rememberMapping } from './remember-mapping.ts';
import { storePieces } from './store-pieces.ts';

/**
 * Keeps how the file is read: its columns, scales, subjects, and what stands for what. `change` is given the mapping as it is. A file that stands in the snapshot
 * is read again at once; one that has not come in has to be checked again.
 */
export async function saveMapping(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  change: (mapping: Mapping, row: PupilImport) => Mapping,
  summary: string,
): Promise<PupilImport> {
  return await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    if (row.mapping === null) throw new Error('An import without a mapping.');
    const mapping = change(row.mapping, row);
    const errors = [
      ...missingFields(mapping).map((label) => `Say which column is: ${label}`),
      ...doubledFields(mapping).map((label) => `Two columns are “${label}”: choose one`),
    ];
    if (errors.length > 0) throw new Invalid(errors.map((message) => ({ field: 'columns', message })));
    await tx.db
      .updateTable('pupil_import')
      .set({ mapping: JSON.stringify(mapping), ...(row.imported_at === null ? { checked_at: null } : {}) })
      .where('id', '=', importId)
      .execute();
    const empty = columnsToEmpty(mapping, await identitySetting(tx.db, row.school_id));
    if (empty.length > 0 && row.imported_at === null) await emptyColumns(ctx, tx.db, row, empty);
    if (row.imported_at !== null) await rememberMapping(ctx, row, mapping);
    if (row.imported_at !== null) await rebuild(tx.db, placeOf(ctx, row), [kinds[row.kind].wanted]);
    await tx.record({
      kind: 'pupil_import.mapped',
      subjectType: 'pupil_import',
      subjectId: importId,
      schoolId: row.school_id,
      summary: `${summary} “${row.file_name}”`,
    });
    return { ...row, mapping };
  });
}

/** Where identity is kept out, columns that are not used are emptied in the kept file: nobody has looked whether they hold names. */
async function emptyColumns(ctx: Ctx, tx: Ctx['db'], row: PupilImport, empty: readonly number[]): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of asCsv(storedPieces(tx, row.id, row.size_bytes), new Set(empty))) pieces.push(piece);
  await tx.deleteFrom('pupil_import_piece').where('import_id', '=', row.id).execute();
  const again = async function* () {
    yield* pieces;
  };
  const size = await storePieces(tx, { trustId: ctx.actor.trustId, importId: row.id }, again());
  const samples = row.samples.map((values, at) => (empty.includes(at) ? [] : values));
  await tx
    .updateTable('pupil_import')
    .set({ size_bytes: size, delimiter: ',', samples: JSON.stringify(samples) })
    .where('id', '=', row.id)
    .execute();
}
