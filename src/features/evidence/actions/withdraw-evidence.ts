import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import '#platform/db/tables.ts';
import { NotFound } from '#platform/errors.ts';
import { lockEvidence } from './load-evidence.ts';

/** Withdraws evidence: it stays readable with its reason, but is no longer offered to reviewers. What rests on it shows that it was withdrawn. */
export async function withdrawEvidence(
  ctx: Ctx,
  evidenceId: string,
  input: { why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockEvidence(ctx, tx, evidenceId, input.revision);
    await tx.db
      .updateTable('evidence')
      .set({
        withdrawn_at: ctx.now,
        withdrawn_by: ctx.actor.personId,
        withdrawn_why: input.why,
        revision: row.revision + 1,
      })
      .where('id', '=', evidenceId)
      .execute();
    await tx.record({
      kind: 'evidence.withdrawn',
      subjectType: 'evidence',
      subjectId: evidenceId,
      schoolId: row.school_id,
      summary: `withdrew the evidence ${pieceInWords(row)}`,
      why: row.readers === 'named' ? null : input.why,
    });
  });
}

/** Withdraws one file of a piece of evidence, such as one that names pupils: it is still listed, but nobody can open it. */
export async function withdrawFile(
  ctx: Ctx,
  evidenceId: string,
  fileId: string,
  input: { why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockEvidence(ctx, tx, evidenceId, input.revision);
    const changed = await tx.db
      .updateTable('evidence_file')
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawn_why: input.why })
      .where('evidence_id', '=', evidenceId)
      .where('file_id', '=', fileId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new NotFound();
    await tx.db
      .updateTable('evidence')
      .set({ revision: row.revision + 1 })
      .where('id', '=', evidenceId)
      .execute();
    await tx.record({
      kind: 'evidence.file-withdrawn',
      subjectType: 'evidence',
      subjectId: evidenceId,
      schoolId: row.school_id,
      summary: `withdrew a file of the evidence ${pieceInWords(row)}`,
      why: row.readers === 'named' ? null : input.why,
    });
  });
}
