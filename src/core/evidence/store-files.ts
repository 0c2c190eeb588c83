import { sha256Hex } from '#platform/documents/sha256.ts';
import '#platform/db/tables.ts';
import type { FieldError } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import { fileKind, safeFileName } from './file-kind.ts';
import './tables.ts';

/** The largest file that is kept with evidence. */
export const largestFile = 10 * 1024 * 1024;

/** What is wrong with files that were sent, in words for the field `files`. */
export function fileProblems(files: readonly UploadedFile[]): FieldError[] {
  return files.flatMap((file) => {
    if (file.bytes.byteLength > largestFile)
      return [{ field: 'files', message: `“${file.fileName}” is larger than 10 MB. Make it smaller, or split it.` }];
    const kind = fileKind(file.bytes);
    return kind.ok ? [] : [{ field: 'files', message: `“${file.fileName}” ${kind.why}` }];
  });
}

/** Keeps files with a piece of evidence, each with the SHA-256 of its bytes. With `replaces`, the (one) file takes the place of an earlier one, which stays. The caller has checked them with `fileProblems` and authorised the write. */
export async function storeEvidenceFiles(
  ctx: Ctx,
  tx: Write,
  evidenceId: string,
  files: readonly UploadedFile[],
  replaces?: { evidenceFileId: string; why: string },
): Promise<void> {
  for (const file of files) {
    const kind = fileKind(file.bytes);
    if (!kind.ok) throw new Error(`A file of the wrong kind reached the store: ${file.fileName}`);
    const stored = await tx.db
      .insertInto('stored_file')
      .values({
        trust_id: ctx.actor.trustId,
        name: safeFileName(file.fileName, kind.extensions),
        media_type: kind.mediaType,
        size_bytes: file.bytes.byteLength,
        sha256: sha256Hex(file.bytes),
        content: Buffer.from(file.bytes),
        stored_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('evidence_file')
      .values({
        trust_id: ctx.actor.trustId,
        evidence_id: evidenceId,
        file_id: stored.id,
        added_at: ctx.now,
        added_by: ctx.actor.personId,
        replaces_id: replaces?.evidenceFileId ?? null,
        replaced_why: replaces?.why ?? null,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_why: null,
      })
      .execute();
  }
}
