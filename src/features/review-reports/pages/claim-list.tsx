import { ClaimTag } from '#core/claims/claim-tag.tsx';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { shortDate } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import type { Claim, LinkedEvidence, ReportContent } from '../content/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import type { Part } from '../rules.ts';

/** A piece by its title for whoever may open it; others read what kind it is and of which day. */
export const Piece = ({ item }: { item: LinkedEvidence }) => (
  <>
    {evidenceKindLabel(item.kind)}, {shortDate(item.happenedOn)}
    {item.piece ? (
      <>
        : <Link href={evidencePaths.evidence(item.piece.school_id, item.id)}>{item.piece.title}</Link>
      </>
    ) : (
      ' (open to the team of the review)'
    )}
    {item.withdrawn ? '. Withdrawn since' : ''}
  </>
);

export const claimColumns = [{ header: 'Sentence' }, { header: 'Evidence' }, { header: 'Action', headerHidden: true }];

/** Sentences with what stands behind each, as rows of a table. */
export function claimRows(content: ReportContent, claims: readonly Claim<Part>[], mayWrite: boolean) {
  return claims.map((claim) => [
    <>
      <span id={`s-${claim.sentence.hash}`}>{plainSentence(claim.sentence.text)}</span>
      {claim.evidenceIds.map((id) => {
        const item = content.evidence.get(id);
        return item ? (
          <div class="govuk-hint govuk-!-margin-bottom-0">
            <Piece item={item} />
          </div>
        ) : null;
      })}
      {claim.reason ? <div class="govuk-hint govuk-!-margin-bottom-0">Reason: {claim.reason}</div> : null}
    </>,
    <ClaimTag state={claim.state} />,
    mayWrite ? (
      <Link href={reviewReportPaths.sentence(content.report.id, claim.part, claim.sentence.hash)}>
        {claim.state === 'unsupported' || claim.state === 'free' ? 'Support it' : 'Change'}
        <span class="govuk-visually-hidden"> {plainSentence(claim.sentence.text)}</span>
      </Link>
    ) : (
      ''
    ),
  ]);
}
