import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tellObserved } from '#core/evidence/observed.ts';
import { isDepartmentOf } from '#core/evidence/record-evidence.ts';
import { dateProblems, pieceInWords } from '#core/evidence/rules.ts';
import { fileProblems, storeEvidenceFiles } from '#core/evidence/store-files.ts';
import { Invalid } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import type { EvidenceInput } from '../forms.ts';
import { asReach, choicesFor, reachOf } from '../reach-queries.ts';
import { settledReach } from '../reach-rules.ts';
import { changeReach } from './change-reach.ts';
import { lockEvidence } from './load-evidence.ts';

/** Corrects evidence: the earlier version is kept, files are added to those that are there. The observed person is told. */
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
    const before = asReach(row, await reachOf(ctx, row));
    const after = input.reach ? settledReach(input.reach, before, await choicesFor(ctx, row.school_id)) : before;
    await tx.db
      .updateTable('evidence')
      .set({
        kind: input.kind,
        title: input.title,
        summary: input.summary,
        happened_on: input.happenedOn,
        late_why: input.lateWhy,
        department_id: departmentId,
        observed_id: after.observedId,
        readers: after.readers,
        revision: row.revision + 1,
      })
      .where('id', '=', evidenceId)
      .execute();
    if (input.reach) await changeReach(ctx, tx, { id: evidenceId, recordedBy: row.recorded_by }, before, after);
    await storeEvidenceFiles(ctx, tx, evidenceId, files);
    const added = files.length === 0 ? '' : `, and added ${files.length === 1 ? 'a file' : `${files.length} files`}`;
    await tx.record({
      kind: 'evidence.corrected',
      subjectType: 'evidence',
      subjectId: evidenceId,
      schoolId: row.school_id,
      summary: `corrected the evidence ${pieceInWords({ ...input, readers: after.readers })}${added}`,
    });
    const same = after.observedId === row.observed_id;
    await tellObserved(ctx, tx, { id: evidenceId, observedId: after.observedId, happenedOn: input.happenedOn }, same);
  });
}
