import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { sha256Hex } from '#platform/documents/sha256.ts';
import '#platform/db/tables.ts';
import { describeFindings } from '../import/describe-findings.ts';
import { findChanges } from '../import/find-changes.ts';
import { loadOwnSchools, type OwnSchools } from '../import/own-schools.ts';
import { type OnRead, readImport } from '../import/read-import.ts';
import { mayImport } from '../policy.ts';
import type { Status } from '../readers/index.ts';
import '../tables.ts';
import { readOptions } from './import-row.ts';

/** The largest file that is taken: all of GIAS is about 60 MB. */
export const largestImport = 200 * 1024 * 1024;

export type FileToImport = {
  bytes: Uint8Array;
  fileName: string;
  /** Start year (2023 for 2023/24) and status, where the file does not say. */
  academicYear?: number | null;
  status?: Exclude<Status, 'unknown'> | null;
};

export type Staged = { importId: string; state: 'staged' | 'imported_before' };

/** Whether the trust has a school today whose rows an earlier import did not keep in full. */
const hasNewSchool = (own: OwnSchools, kept: readonly string[]) =>
  [...own.byUrn.keys()].some((urn) => !kept.includes(urn));

/**
 * The dry run: keeps the file, reads it to its end, and records what it is, what it holds and every problem; no figure is stored. The very same file,
 * imported already, is answered with that import and changes nothing (unless a school has joined since, whose rows it would now keep).
 */
export async function stageFile(ctx: Ctx, file: FileToImport, onRead?: OnRead): Promise<Staged> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayImport(ctx.actor));
    const own = await loadOwnSchools(tx.db);
    const sha256 = sha256Hex(file.bytes);
    const before = await tx.db
      .selectFrom('data_import')
      .select(['id', 'own_urns', 'file_name'])
      .where('sha256', '=', sha256)
      .where('imported_at', 'is not', null)
      .where('withdrawn_at', 'is', null)
      .orderBy('imported_at', 'desc')
      .executeTakeFirst();
    if (before && !hasNewSchool(own, before.own_urns)) {
      await tx.record({
        kind: 'data_import.repeated',
        subjectType: 'data_import',
        subjectId: before.id,
        schoolId: null,
        summary: `chose the file “${file.fileName}” again, which had been imported; nothing changed`,
      });
      return { importId: before.id, state: 'imported_before' };
    }
    const academicYear = file.academicYear ?? null;
    const status = file.status ?? null;
    const read = await readImport(file.bytes, { ...readOptions(file.fileName, academicYear, status), onRead }, own);
    const changes = await findChanges(tx.db, read);
    const stored = await tx.db
      .insertInto('stored_file')
      .values({
        trust_id: ctx.actor.trustId,
        name: file.fileName.slice(0, 200),
        media_type:
          file.bytes[0] === 0x50 && file.bytes[1] === 0x4b
            ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
            : 'text/csv',
        size_bytes: file.bytes.byteLength,
        sha256,
        content: Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength),
        stored_by: ctx.actor.personId,
        stored_at: ctx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const row = await tx.db
      .insertInto('data_import')
      .values({
        trust_id: ctx.actor.trustId,
        file_id: stored.id,
        file_name: file.fileName.slice(0, 200),
        sha256,
        size_bytes: file.bytes.byteLength,
        ...describeFindings(read, changes, own),
        academic_year_given: academicYear,
        status_given: status,
        staged_by: ctx.actor.personId,
        staged_at: ctx.now,
        imported_at: null,
        imported_by: null,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'data_import.staged',
      subjectType: 'data_import',
      subjectId: row.id,
      schoolId: null,
      summary: `looked at the file “${file.fileName}” before importing it`,
      detail: { sha256, rowsOfOwnSchools: [...read.rowsByUrn.values()].reduce((a, b) => a + b, 0) },
    });
    return { importId: row.id, state: 'staged' };
  });
}
