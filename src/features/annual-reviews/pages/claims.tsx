import { plainSentence } from '#core/claims/sentence-rules.ts';
import type { Ctx } from '#core/context.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { loadContent, type ReviewContent } from '../content/queries.ts';
import { partTitle } from '../content/review-facts.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import type { Part } from '../rules.ts';
import { needsEvidence } from '../rules.ts';
import { claimRows } from './claim-list.tsx';
import { reviewPage } from './review-frame.tsx';

const columns = [{ header: 'Sentence' }, { header: 'Evidence' }, { header: 'Action', headerHidden: true }];

/** Evidence whose sentence has been deleted or rewritten, so that it is not lost from sight. */
function leftBehind(content: ReviewContent) {
  return content.links.filter(
    (link) => !content.claims.some((claim) => claim.part === link.part && claim.sentence.hash === link.hash),
  );
}

/** Every sentence of the review with its evidence, judgements first: they are what needs it. */
export async function showClaims(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const content = await loadContent(ctx, review);
  const may = mayWrite(ctx.actor, review).allowed;
  const parts: Part[] = [...content.judgements.map((it) => it.part), ...content.sections.map((it) => it.part)];
  const bare = content.claims.filter((claim) => claim.state === 'unsupported').length;
  const orphans = leftBehind(content);
  const table = (part: Part) => (
    <Table
      caption={partTitle(content, part)}
      columns={columns}
      rows={claimRows(
        content,
        content.claims.filter((claim) => claim.part === part),
        may,
      )}
      stack
    />
  );
  const written = (part: Part) => content.claims.some((claim) => claim.part === part);
  const free = parts.filter((part) => !needsEvidence(part) && written(part));
  return reviewPage(
    ctx,
    review,
    { title: 'Evidence behind each sentence' },
    <>
      <PageHeading
        title="Evidence behind each sentence"
        caption={review.schoolName}
        lead={
          bare === 0
            ? 'Every sentence of the reasons is supported, waived with a reason, or marked as not a claim.'
            : `${bare} ${bare === 1 ? 'sentence of the reasons has' : 'sentences of the reasons have'} no evidence yet. The review cannot be moderated or issued until each is supported or waived with a reason.`
        }
      />
      {content.claims.length === 0 ? (
        <EmptyState title="Nothing has been written yet">
          Write the reasons for a judgement first; each sentence then appears here.
        </EmptyState>
      ) : null}
      {parts.filter((part) => needsEvidence(part) && written(part)).map(table)}
      {free.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Sections, where evidence may be given</h2>
          {free.map(table)}
        </>
      ) : null}
      {orphans.length > 0 ? (
        <Details summary={`Evidence left behind by sentences that were rewritten (${orphans.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {orphans.map((link) => (
              <li>
                {content.evidence.get(link.evidenceId)?.title ?? 'Evidence'} supported “{plainSentence(link.sentence)}”
                in {partTitle(content, link.part)}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>,
  );
}
