import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import { fileProblems, storeEvidenceFiles } from '#core/evidence/store-files.ts';
import '#core/evidence/tables.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import { lockEvidence } from './load-evidence.ts';

/** Keeps a new revision of a file: the earlier one stays beside it with its hash, and may still be read. Only the newest revision gives way. */
export async function replaceFile(
  ctx: Ctx,
  evidenceId: string,
  fileId: string,
  input: { why: string; revision: number },
  files: readonly UploadedFile[],
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockEvidence(ctx, tx, evidenceId, input.revision);
    const [file] = files;
    if (!file) throw new Invalid([{ field: 'files', message: 'Choose the file that takes its place' }]);
    const problems = fileProblems([file]);
    if (problems.length > 0) throw new Invalid(problems);
    const old = await tx.db
      .selectFrom('evidence_file as f')
      .select('f.id')
      .where('f.evidence_id', '=', evidenceId)
      .where('f.file_id', '=', fileId)
      .where((eb) =>
        eb.not(eb.exists(eb.selectFrom('evidence_file as n').select('n.id').whereRef('n.replaces_id', '=', 'f.id'))),
      )
      .executeTakeFirst();
    if (!old) throw new NotFound('This file has already been replaced, or it was never here.');
    await storeEvidenceFiles(ctx, tx, evidenceId, [file], { evidenceFileId: old.id, why: input.why });
    await tx.db
      .updateTable('evidence')
      .set({ revision: row.revision + 1 })
      .where('id', '=', evidenceId)
      .execute();
    await tx.record({
      kind: 'evidence.file-replaced',
      subjectType: 'evidence',
      subjectId: evidenceId,
      schoolId: row.school_id,
      summary: `replaced a file of the evidence ${pieceInWords(row)}`,
      why: row.readers === 'named' ? null : input.why,
    });
  });
}
