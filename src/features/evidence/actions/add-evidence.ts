import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { fileProblems, storeEvidenceFiles } from '#core/evidence/store-files.ts';
import { Invalid } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import type { EvidenceInput } from '../forms.ts';
import { choicesFor } from '../reach-queries.ts';
import { nothingSaid, settledReach } from '../reach-rules.ts';

/** Records evidence with its files and returns its id. Throws `Invalid` for a day, a department or a file that cannot be taken. */
export async function addEvidence(
  ctx: Ctx,
  schoolId: string,
  { reach, ...input }: EvidenceInput,
  files: readonly UploadedFile[],
): Promise<string> {
  return await write(ctx, async (tx) => {
    const said = reach && settledReach(reach, nothingSaid, await choicesFor(ctx, schoolId));
    const { id } = await recordEvidence(ctx, tx, { schoolId, ...input, ...said });
    const problems = fileProblems(files);
    if (problems.length > 0) throw new Invalid(problems);
    await storeEvidenceFiles(ctx, tx, id, files);
    return id;
  });
}
