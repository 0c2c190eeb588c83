import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { mayWrite } from '../policy.ts';
import type { Found } from '../rules.ts';
import { lockReport, recordReport } from './lock-report.ts';

/** Says what the reviewers found of a finding of the report before; one that is still open may be carried on by a finding of this report. */
export async function followUp(
  ctx: Ctx,
  reportId: string,
  earlierFindingId: string,
  input: { found: Found; words: string; findingId: string | null; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayWrite(ctx.actor, report));
    const content = await loadContent(ctx, report);
    const earlier = content.earlier?.findings.find((finding) => finding.id === earlierFindingId);
    if (!earlier) throw new NotFound();
    if (input.found !== 'not_looked_at' && input.words === '')
      throw new Invalid([{ field: 'words', message: 'Say what was seen' }]);
    if (input.findingId !== null && input.found !== 'still_open')
      throw new Invalid([
        { field: 'findingId', message: 'Only a finding that is still open is carried on by another' },
      ]);
    if (input.findingId !== null && !content.findings.some((finding) => finding.id === input.findingId))
      throw new Invalid([{ field: 'findingId', message: 'Choose a finding of this report' }]);
    const before = content.followUps.find((it) => it.earlierFindingId === earlierFindingId);
    requireRevision(before?.revision ?? 0, input.revision);
    const said = {
      found: input.found,
      words: input.words,
      finding_id: input.findingId,
      said_at: ctx.now,
      said_by: ctx.actor.personId,
      revision: input.revision + 1,
    };
    await tx.db
      .insertInto('review_report_follow_up')
      .values({ trust_id: ctx.actor.trustId, report_id: report.id, earlier_finding_id: earlier.id, ...said })
      .onConflict((conflict) => conflict.columns(['report_id', 'earlier_finding_id']).doUpdateSet(said))
      .execute();
    await recordReport(tx, report, {
      kind: 'followed-up',
      summary: `said what became of finding ${earlier.number} of the report before`,
      detail: { found: input.found },
    });
  });
}
