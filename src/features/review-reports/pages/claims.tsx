import { plainSentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { partTitle } from '../content/parts.ts';
import { loadContent } from '../content/queries.ts';
import { isOfTrust, mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { needsEvidence, type Part } from '../rules.ts';
import { claimColumns, claimRows } from './claim-list.tsx';
import { reportPage } from './frame.tsx';

/** Every sentence of the report with its evidence: first those that need it. */
export async function showClaims(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findDraft(ctx, idParam(request, 'reviewReportId'));
  if (!isOfTrust(ctx.actor, report.schoolId)) throw new NotFound();
  const content = await loadContent(ctx, report);
  const may = mayWrite(ctx.actor, report).allowed;
  const bare = content.claims.filter((claim) => claim.state === 'unsupported').length;
  const written = [...content.sections, ...content.themes]
    .map((it) => it.part)
    .filter((part) => content.claims.some((claim) => claim.part === part));
  const orphans = content.links.filter(
    (link) => !content.claims.some((claim) => claim.part === link.part && claim.sentence.hash === link.hash),
  );
  const table = (part: Part) => (
    <Table
      caption={partTitle(content, part)}
      columns={claimColumns}
      rows={claimRows(
        content,
        content.claims.filter((claim) => claim.part === part),
        may,
      )}
      stack
    />
  );
  const free = written.filter((part) => !needsEvidence(part));
  return reportPage(
    ctx,
    report,
    { title: 'Evidence behind each sentence' },
    <>
      <PageHeading
        title="Evidence behind each sentence"
        caption={report.schoolName}
        lead={
          bare === 0
            ? 'Every sentence on what is strong and what should be better is supported, waived with a reason, or marked as not a claim.'
            : `${bare} ${bare === 1 ? 'sentence has' : 'sentences have'} no evidence yet. The report cannot be signed or issued until each is supported or waived with a reason.`
        }
      />
      {content.claims.length === 0 ? (
        <EmptyState title="Nothing has been written yet">
          Write what is strong first; each sentence then appears here.
        </EmptyState>
      ) : null}
      {written.filter(needsEvidence).map(table)}
      {free.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Where evidence may be given</h2>
          {free.map(table)}
        </>
      ) : null}
      {orphans.length > 0 ? (
        <Details summary={`Evidence left behind by sentences that were rewritten (${orphans.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {orphans.map((link) => (
              <li>
                {content.evidence.get(link.evidenceId)?.piece?.title ?? 'Evidence'} supported “
                {plainSentence(link.sentence)}” in {partTitle(content, link.part)}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>,
  );
}
