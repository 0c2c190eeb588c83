import { plainSentence } from '#core/claims/sentence-rules.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { shortDate } from '#platform/clock.ts';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { Claim, ClaimState, LinkedEvidence, ReportContent } from '../content/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import type { Part } from '../rules.ts';
import { Link } from './frame.tsx';

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
