import { inScope } from '#core/access/scope.ts';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayRead, mayReadDraft } from '../policy.ts';
import { reportsInScope } from '../queries.ts';
import '../tables.ts';

/** Which sentences of which reports rest on these pieces of evidence, as far as the reader may open the reports. */
export async function usesInReports(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const links = await ctx.db
    .selectFrom('review_report_claim_evidence as c')
    .innerJoin('review_report as r', 'r.id', 'c.report_id')
    .select(['c.evidence_id', 'c.report_id', 'c.sentence', 'c.sentence_hash'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('c.evidence_id', 'in', [...evidenceIds])
    .orderBy('c.linked_at')
    .execute();
  if (links.length === 0) return [];
  const reports = new Map(
    (await reportsInScope(ctx, { reportIds: [...new Set(links.map((link) => link.report_id))] }))
      .filter((report) => mayRead(ctx.actor, report).allowed)
      .map((report) => [report.id, report]),
  );
  return links.flatMap((link) => {
    const report = reports.get(link.report_id);
    if (!report) return [];
    const href = isOfTrust(ctx.actor, report.schoolId)
      ? `${reviewReportPaths.claims(report.id)}#s-${link.sentence_hash}`
      : mayReadDraft(ctx.actor, report).allowed
        ? reviewReportPaths.report(report.id)
        : reviewReportPaths.issued(report.id);
    const label = `${report.title}, report on ${report.schoolName}: “${plainSentence(link.sentence)}”`;
    return [{ evidenceId: link.evidence_id, label, href, kind: 'sentence' as const }];
  });
}
