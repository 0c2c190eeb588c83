import type { Ctx } from '#core/context.ts';
import { Link } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import type { ReviewComment, ReviewContent } from '../content/queries.ts';
import { earlierPath, judgementPath } from '../paths.ts';
import { mayEnterEarlier } from '../policy.ts';
import { previousSources } from '../rules.ts';
import { GradeNow, Previous } from './review-frame.tsx';

export const counted = (number: number, one: string, many: string) =>
  number === 0 ? '' : `${number} ${number === 1 ? one : many}`;

/** Below the judgements: where previous grades that were entered by hand come from, or where to enter them while there are none. */
const EarlierNote = ({ ctx, content }: { ctx: Ctx; content: ReviewContent }) => {
  const { judgements, review, framework } = content;
  const [source] = previousSources(judgements);
  const may = mayEnterEarlier(ctx.actor, review.schoolId).allowed;
  const href = earlierPath(review.schoolId, framework.family);
  if (source)
    return (
      <p class="govuk-body">
        The previous grades were {source}. {may ? <Link href={href}>Correct the previous grades</Link> : null}
      </p>
    );
  if (!may || judgements.some((it) => it.previous !== null)) return null;
  return (
    <p class="govuk-body">
      Was the school reviewed before Cairn? <Link href={href}>Enter the grades of an earlier Annual Review</Link>
    </p>
  );
};

/** The judgements of a review with what is before and behind each, and where grades before come from. */
export const Judgements = ({
  ctx,
  content,
  comments,
  ofTrust,
}: {
  ctx: Ctx;
  content: ReviewContent;
  comments: readonly ReviewComment[];
  ofTrust: boolean;
}) => (
  <>
    <Table
      caption="Trust judgements"
      columns={[
        { header: 'Judgement' },
        { header: 'Grade' },
        { header: 'Previous' },
        ...(ofTrust ? [{ header: 'Evidence' }] : []),
      ]}
      rows={content.judgements.map((it) => {
        const claims = content.claims.filter((claim) => claim.part === it.part);
        const bare = claims.filter((claim) => claim.state === 'unsupported').length;
        const open = comments.filter((comment) => comment.part === it.part && comment.resolved_at === null).length;
        return [
          <Link href={judgementPath(content.review.id, it.area.code)}>{it.area.title}</Link>,
          <GradeNow judgement={it} />,
          <Previous judgement={it} brief />,
          ...(ofTrust
            ? [
                [
                  claims.length === 0
                    ? 'No reasons yet'
                    : bare === 0
                      ? 'Every sentence is accounted for'
                      : counted(bare, 'sentence has none', 'sentences have none'),
                  counted(open, 'open comment', 'open comments'),
                ]
                  .filter(Boolean)
                  .join('; '),
              ]
            : []),
        ];
      })}
    />
    <EarlierNote ctx={ctx} content={content} />
  </>
);
