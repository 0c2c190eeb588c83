import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { identitySetting } from '#core/pupil-data/identity-setting.ts';
import { Invalid } from '#platform/errors.ts';
import { isUnreadable } from '#platform/tabular/index.ts';
import { identityColumns } from '../identity.ts';
import { asCsv, type ChosenFile, openFile } from '../import/take-file.ts';
import type { Kind } from '../kinds.ts';
import { kinds } from '../kinds.ts';
import { recall } from '../mapping.ts';
import { mayCollect } from '../policy.ts';
import { guessKind, proposeMapping } from '../propose.ts';
import { findMapping, findSnapshot } from '../queries.ts';
import { recogniseSource, type Source } from '../sources.ts';
import '../tables.ts';
import { lockSnapshot } from './lock-snapshot.ts';
import { storePieces } from './store-pieces.ts';

/** The largest file that is taken: ten million results are about 500 MB, and no school has them. */
export const largestFile = 500 * 1024 * 1024;

export type Uploaded = { importId: string; state: 'map' | 'known' | 'standing' };

const refuse = (message: string): never => {
  throw new Invalid([{ field: 'file', message }]);
};

/**
 * Keeps a file and proposes what its columns are; nothing is brought in. `known`: the school's remembered mapping fits the whole header, so it can be checked at
 * once. `standing`: this very file stands in the snapshot already, and nothing was done.
 */
export async function uploadFile(
  ctx: Ctx,
  snapshotId: string,
  file: ChosenFile,
  given: { kind: Kind | null; source?: Source | null },
): Promise<Uploaded> {
  const snapshot = await findSnapshot(ctx, snapshotId);
  return await write(ctx, async (tx) => {
    tx.authorise(mayCollect(ctx.actor, await lockSnapshot(tx.db, snapshotId)));
    const result = await openFile(file);
    if ('trouble' in result) return refuse(result.trouble);
    const { opened } = result;
    const kind = given.kind ?? guessKind(opened.header);
    const source = given.source ?? recogniseSource(opened.header);
    const before = await tx.db
      .selectFrom('pupil_import')
      .select('id')
      .where('snapshot_id', '=', snapshotId)
      .where('sha256', '=', opened.sha256)
      .where('kind', '=', kind)
      .where('imported_at', 'is not', null)
      .where('undone_at', 'is', null)
      .where('replaced_by', 'is', null)
      .executeTakeFirst();
    if (before) {
      await recordUpload(
        tx,
        before.id,
        snapshot.school_id,
        `chose “${file.fileName}” again, which stands in the snapshot already; nothing changed`,
      );
      return { importId: before.id, state: 'standing' };
    }
    const proposed = proposeMapping(kind, opened.header, opened.samples);
    const known = await findMapping(ctx, snapshot.school_id, source, kind);
    const { mapping, isWhole } = known ? recall(known, opened.header, proposed) : { mapping: proposed, isWhole: false };
    const kept = await identitySetting(tx.db, snapshot.school_id);
    const empty = new Set(identityColumns(opened.header, kept));
    const row = await tx.db
      .insertInto('pupil_import')
      .values({
        trust_id: ctx.actor.trustId,
        snapshot_id: snapshotId,
        school_id: snapshot.school_id,
        kind,
        source,
        file_name: file.fileName.slice(0, 200),
        sha256: opened.sha256,
        size_bytes: file.sizeBytes,
        delimiter: opened.format === 'csv' && empty.size === 0 ? opened.delimiter : ',',
        header_line: opened.headerLine,
        header: opened.header,
        samples: JSON.stringify(opened.samples.map((values, at) => (empty.has(at) ? [] : values))),
        mapping: JSON.stringify(mapping),
        replaces_id: await replacedBy(tx, snapshotId, kind, opened.header),
        uploaded_by: ctx.actor.personId,
        uploaded_at: ctx.now,
        working_since: null,
        checked_at: null,
        imported_at: null,
        imported_by: null,
        undone_at: null,
        undone_by: null,
        undone_why: null,
        replaced_by: null,
        pieces_erased_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const asItCame = opened.format === 'csv' && empty.size === 0;
    const content = asItCame ? file.pieces() : asCsv(file.pieces(), empty);
    const size = await storePieces(tx.db, { trustId: ctx.actor.trustId, importId: row.id }, content).catch((error) => {
      if (isUnreadable(error)) return refuse(error.unreadable.message);
      throw error;
    });
    await tx.db.updateTable('pupil_import').set({ size_bytes: size }).where('id', '=', row.id).execute();
    await recordUpload(
      tx,
      row.id,
      snapshot.school_id,
      `chose the file “${file.fileName}” (${kinds[kind].title.toLowerCase()}) for the snapshot`,
    );
    return { importId: row.id, state: isWhole ? 'known' : 'map' };
  });
}

/** The standing file of the same kind with the same columns: most likely an older copy, whose place the new one takes. */
async function replacedBy(
  tx: Write,
  snapshotId: string,
  kind: Kind,
  header: readonly string[],
): Promise<string | null> {
  const rows = await tx.db
    .selectFrom('pupil_import')
    .select(['id', 'header'])
    .where('snapshot_id', '=', snapshotId)
    .where('kind', '=', kind)
    .where('imported_at', 'is not', null)
    .where('undone_at', 'is', null)
    .where('replaced_by', 'is', null)
    .orderBy('imported_at', 'desc')
    .execute();
  const names = (list: readonly string[]) =>
    list
      .map((name) => name.toLowerCase())
      .sort()
      .join('|');
  return rows.find((row) => names(row.header) === names(header))?.id ?? null;
}

async function recordUpload(tx: Write, importId: string, schoolId: string, summary: string): Promise<void> {
  await tx.record({
    kind: 'pupil_import.uploaded',
    subjectType: 'pupil_import',
    subjectId: importId,
    schoolId,
    summary,
  });
}
