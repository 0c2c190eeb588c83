import type { Claim, ClaimState } from '#core/claims/claim-rules.ts';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { monthOf, shortDate } from '#platform/clock.ts';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { ReviewContent } from '../content/queries.ts';
import { sentencePath } from '../paths.ts';
import { Link } from './review-frame.tsx';

const words: Record<ClaimState, string> = {
  supported: 'Supported',
  waived: 'Waived',
  not_a_claim: 'Not a claim',
  unsupported: 'No evidence yet',
  free: 'No evidence, none required',
};
const colours: Record<ClaimState, TagColour> = {
  supported: 'green',
  waived: 'amber',
  not_a_claim: 'grey',
  unsupported: 'red',
  free: 'grey',
};

export const ClaimTag = ({ state }: { state: ClaimState }) => <Tag colour={colours[state]}>{words[state]}</Tag>;

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
