import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { isDepartmentOf } from '#core/evidence/record-evidence.ts';
import { dateProblems } from '#core/evidence/rules.ts';
import { fileProblems, storeEvidenceFiles } from '#core/evidence/store-files.ts';
import { Invalid } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import type { EvidenceInput } from '../forms.ts';
import { lockEvidence } from './load-evidence.ts';

/** Corrects evidence: the earlier version is kept, files are added to those that are there. */
export async function correctEvidence(
  ctx: Ctx,
  evidenceId: string,
  input: EvidenceInput,
  files: readonly UploadedFile[],
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockEvidence(ctx, tx, evidenceId, input.revision);
    const problems = [...dateProblems(input.happenedOn, ctx.today, input.lateWhy), ...fileProblems(files)];
    const { departmentId } = input;
    if (
      departmentId !== null &&
      departmentId !== row.department_id &&
      !(await isDepartmentOf(tx, departmentId, row.school_id))
    ) {
      problems.push({ field: 'departmentId', message: 'Choose a department of this school' });
    }
    if (problems.length > 0) throw new Invalid(problems);
    await tx.db
      .updateTable('evidence')
      .set({
        kind: input.kind,
        title: input.title,
        summary: input.summary,
        happened_on: input.happenedOn,
        late_why: input.lateWhy,
        department_id: departmentId,
        revision: row.revision + 1,
      })
      .where('id', '=', evidenceId)
      .execute();
    await storeEvidenceFiles(ctx, tx, evidenceId, files);
    const added = files.length === 0 ? '' : `, and added ${files.length === 1 ? 'a file' : `${files.length} files`}`;
    await tx.record({
      kind: 'evidence.corrected',
      subjectType: 'evidence',
      subjectId: evidenceId,
      schoolId: row.school_id,
      summary: `corrected the evidence “${input.title}”${added}`,
    });
  });
}
