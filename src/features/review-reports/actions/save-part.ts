import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound, requireRevision } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { mayWrite } from '../policy.ts';
import type { Part } from '../rules.ts';
import { lockReport, recordReport } from './lock-report.ts';
import { moveAnchors } from './move-anchors.ts';

/** Saves a section, or what is said of a theme, over the revision that the author was shown; returns the new one. Evidence follows sentences that were only touched up. */
export async function savePart(
  ctx: Ctx,
  reportId: string,
  part: Part,
  input: { body: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayWrite(ctx.actor, report));
    const content = await loadContent(ctx, report);
    const stored = [...content.sections, ...content.themes].find((it) => it.part === part);
    if (!stored) throw new NotFound();
    requireRevision(stored.revision, input.revision);
    const revision = stored.revision + 1;
    const saved = { body: input.body, revision, saved_at: ctx.now, saved_by: ctx.actor.personId };
    // A theme that the review added after the report was begun has no row yet.
    await tx.db
      .insertInto('review_report_part')
      .values({ trust_id: ctx.actor.trustId, report_id: report.id, part, ...saved })
      .onConflict((conflict) => conflict.columns(['report_id', 'part']).doUpdateSet(saved))
      .execute();
    await moveAnchors(tx, report.id, part, stored.body, input.body);
    await recordReport(tx, report, {
      kind: 'part-saved',
      summary: `wrote “${stored.title}” in the report of the review`,
      detail: { part, revision },
    });
    return revision;
  });
}
