import type { Claim } from '#core/claims/claim-rules.ts';
import { ClaimTag } from '#core/claims/claim-tag.tsx';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { monthOf, shortDate } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import type { ReviewContent } from '../content/queries.ts';
import { sentencePath } from '../paths.ts';

/** The evidence of one claim as lines. */
export const EvidenceLines = ({ claim, content }: { claim: Claim; content: ReviewContent }) => (
  <>
    {claim.evidenceIds.map((id) => {
      const evidence = content.evidence.get(id);
      const piece = content.pieces.get(id);
      if (!evidence && piece)
        return (
          <div class="govuk-hint govuk-!-margin-bottom-0">
            {evidenceKindLabel(piece.kind)}, {monthOf(piece.happened_on)}, for named readers
          </div>
        );
      return evidence ? (
        <div class="govuk-hint govuk-!-margin-bottom-0">
          {evidenceKindLabel(evidence.kind)}, {shortDate(evidence.happened_on)}:{' '}
          <Link href={evidencePaths.evidence(evidence.school_id, evidence.id)}>{evidence.title}</Link>
        </div>
      ) : null;
    })}
    {claim.reason ? <div class="govuk-hint govuk-!-margin-bottom-0">Reason: {claim.reason}</div> : null}
  </>
);

/** Sentences with what stands behind each, as rows of a table. */
export function claimRows(content: ReviewContent, claims: readonly Claim[], mayWrite: boolean) {
  return claims.map((claim) => [
    <>
      <span id={`s-${claim.sentence.hash}`}>{plainSentence(claim.sentence.text)}</span>
      <EvidenceLines claim={claim} content={content} />
    </>,
    <ClaimTag state={claim.state} />,
    mayWrite ? (
      <Link href={sentencePath(content.review.id, claim.part, claim.sentence.hash)}>
        {claim.state === 'unsupported' || claim.state === 'free' ? 'Support it' : 'Change'}
        <span class="govuk-visually-hidden"> {plainSentence(claim.sentence.text)}</span>
      </Link>
    ) : (
      ''
    ),
  ]);
}
