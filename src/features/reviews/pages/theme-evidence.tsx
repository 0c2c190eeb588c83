import { shortDate } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { qaReviewPaths } from '../paths.ts';
import type { QaReview } from '../queries.ts';
import { activityKindNames, activityKinds } from '../rules.ts';
import type { ThemeEvidence } from '../theme-queries.ts';

const pointWords: Record<ThemeEvidence['points'], { label: string; colour: TagColour }> = {
  strength: { label: 'Strength', colour: 'green' },
  development: { label: 'To develop', colour: 'amber' },
  mixed: { label: 'Both', colour: 'blue' },
};

/** Kinds of activity that speak to a theme. */
export const kindsOf = (evidence: readonly ThemeEvidence[]): number =>
  new Set(evidence.map((piece) => piece.kind)).size;

const first = (text: string): string => {
  const [paragraph = ''] = text.split('\n');
  return paragraph.length > 280 ? `${paragraph.slice(0, 277)}…` : paragraph;
};

/** All evidence of the review that speaks to a theme: how many of each kind, then piece by piece as far as this reader may open them. */
export const ThemeEvidencePart = ({ review, evidence }: { review: QaReview; evidence: readonly ThemeEvidence[] }) => {
  const readable = evidence.filter((piece) => piece.readable);
  const held = evidence.length - readable.length;
  const of = (kind: string, points?: string) =>
    evidence.filter((piece) => piece.kind === kind && (points === undefined || piece.points === points)).length;
  return (
    <section>
      <h2 class="govuk-heading-m">Evidence that speaks to this theme</h2>
      <Table
        caption="By kind of activity"
        columns={[
          { header: 'Kind' },
          { header: 'Strength', align: 'number' },
          { header: 'To develop', align: 'number' },
          { header: 'Both', align: 'number' },
          { header: 'Activities', align: 'number' },
        ]}
        rows={activityKindNames
          .filter((kind) => of(kind) > 0)
          .map((kind) => [
            activityKinds[kind].label,
            of(kind, 'strength'),
            of(kind, 'development'),
            of(kind, 'mixed'),
            of(kind),
          ])}
        empty="No activity speaks to this theme yet."
      />
      {readable.length > 0 ? (
        <Table
          caption="Piece by piece"
          columns={[{ header: 'When' }, { header: 'Activity' }, { header: 'What was seen' }, { header: 'It shows' }]}
          rows={readable.map((piece) => [
            shortDate(piece.happened_on),
            <>
              {activityKinds[piece.kind].label}:{' '}
              <Link href={qaReviewPaths.activity(review.id, piece.activity_id)}>{piece.title}</Link>
            </>,
            first(piece.summary),
            <Tag colour={pointWords[piece.points].colour}>{pointWords[piece.points].label}</Tag>,
          ])}
          stack
        />
      ) : null}
      {held > 0 ? (
        <p class="govuk-body">
          {held === 1 ? 'One piece is' : `${held} pieces are`} about one teacher each, and counted here without being
          shown.
        </p>
      ) : null}
    </section>
  );
};
