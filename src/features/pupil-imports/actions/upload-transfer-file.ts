import { createHash } from 'node:crypto';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { identitySetting } from '#core/pupil-data/identity-setting.ts';
import { Invalid } from '#platform/errors.ts';
import { isUnreadable } from '#platform/tabular/index.ts';
import { transferPupils } from '../ctf/transfer-pupils.ts';
import { type TransferPart, transferHeaders, transferRows } from '../ctf/transfer-rows.ts';
import { identityKept } from '../identity.ts';
import type { ChosenFile } from '../import/take-file.ts';
import { kinds } from '../kinds.ts';
import { mayCollect } from '../policy.ts';
import { proposeMapping } from '../propose.ts';
import { findPupilImport, findSnapshot } from '../queries.ts';
import '../tables.ts';
import { checkImport } from './check-import.ts';
import { lockSnapshot } from './lock-snapshot.ts';
import { type PieceWriter, pieceWriter } from './store-pieces.ts';

const parts = Object.keys(transferHeaders) as TransferPart[];
const samplesKept = 20;

const quoted = (cell: string): string => {
  const plain = cell.replace(/[\r\n]+/g, ' ');
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};
const line = (cells: readonly string[]): Uint8Array => Buffer.from(`${cells.map(quoted).join(',')}\n`);

type Part = { importId: string; writer: PieceWriter; rows: number; samples: Set<string>[]; keeps: readonly boolean[] };

/**
 * Takes a Common Transfer File apart into what it holds: pupils, attendance totals, results of assessments. Each is a file of its own from then on, checked
 * already, and brought in by itself. Answers with a sentence for the reader.
 */
export async function uploadTransferFile(ctx: Ctx, snapshotId: string, file: ChosenFile): Promise<string> {
  const snapshot = await findSnapshot(ctx, snapshotId);
  const made = await write(ctx, async (tx) => {
    tx.authorise(mayCollect(ctx.actor, await lockSnapshot(tx.db, snapshotId)));
    const kept = await identitySetting(tx.db, snapshot.school_id);
    if (kept === 'reference')
      throw new Invalid([
        {
          field: 'file',
          message:
            'A Common Transfer File knows pupils by their UPN only, and this school keeps UPNs out. Export a CSV file with the school’s own numbers.',
        },
      ]);
    const hash = createHash('sha256');
    for await (const piece of file.pieces()) hash.update(piece);
    const sha256 = hash.digest('hex');
    const building = new Map<TransferPart, Part>();
    for (const part of parts) {
      const header = [...transferHeaders[part]];
      const proposed = {
        ...proposeMapping(part, header, []),
        dateFormat: 'ymd' as const,
        blankIsNo: false,
        resultKind: 'r' as const,
      };
      const row = await tx.db
        .insertInto('pupil_import')
        .values({
          trust_id: ctx.actor.trustId,
          snapshot_id: snapshotId,
          school_id: snapshot.school_id,
          kind: part,
          source: 'ctf',
          file_name: file.fileName.slice(0, 200),
          sha256,
          size_bytes: 0,
          delimiter: ',',
          header_line: 1,
          header,
          samples: '[]',
          mapping: JSON.stringify(proposed),
          replaces_id: null,
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
      const writer = pieceWriter(tx.db, { trustId: ctx.actor.trustId, importId: row.id });
      await writer.add(line(header));
      const keeps = proposed.columns.map(
        (use) => use !== null && 'field' in use && identityKept(kept, part, use.field),
      );
      building.set(part, { importId: row.id, writer, rows: 0, samples: header.map(() => new Set()), keeps });
    }
    await fill(file, building, ctx.today.subtract({ years: 6 }).toString());
    const filled: { part: TransferPart; importId: string; rows: number }[] = [];
    for (const [part, { importId, writer, rows, samples }] of building) {
      const size = await writer.end();
      if (rows === 0) {
        await tx.db.deleteFrom('pupil_import_piece').where('import_id', '=', importId).execute();
        await tx.db.deleteFrom('pupil_import').where('id', '=', importId).execute();
        continue;
      }
      await tx.db
        .updateTable('pupil_import')
        .set({ size_bytes: size, samples: JSON.stringify(samples.map((set) => [...set])) })
        .where('id', '=', importId)
        .execute();
      filled.push({ part, importId, rows });
      await tx.record({
        kind: 'pupil_import.uploaded',
        subjectType: 'pupil_import',
        subjectId: importId,
        schoolId: snapshot.school_id,
        summary: `chose the Common Transfer File “${file.fileName}” (${kinds[part].title.toLowerCase()}) for the snapshot`,
      });
    }
    if (filled.length === 0)
      throw new Invalid([{ field: 'file', message: 'The Common Transfer File holds no pupil.' }]);
    return filled;
  });
  for (const { importId } of made)
    await checkImport(ctx, snapshotId, (await findPupilImport(ctx, snapshotId, importId)).id);
  const what = made.map(({ part }) => kinds[part].title.toLowerCase().replace(', a row for each result', ''));
  return `The Common Transfer File holds ${what.join(', ')}. Each is listed below: bring in the pupils first.`;
}

async function fill(file: ChosenFile, building: ReadonlyMap<TransferPart, Part>, sixYearsAgo: string): Promise<void> {
  try {
    for await (const pupil of transferPupils(file.pieces())) {
      const rows = transferRows(pupil, sixYearsAgo);
      for (const [name, part] of building)
        for (const cells of rows[name]) {
          const kept = cells.map((cell, at) => (part.keeps[at] ? cell : ''));
          part.rows += 1;
          for (const [at, set] of part.samples.entries())
            if (set.size < samplesKept && kept[at]) set.add(kept[at].slice(0, 80));
          await part.writer.add(line(kept));
        }
    }
  } catch (error) {
    if (isUnreadable(error)) throw new Invalid([{ field: 'file', message: error.unreadable.message }]);
    throw error;
  }
}
