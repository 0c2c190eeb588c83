import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { issuesOf, recipientsOf } from '../issues/queries.ts';
import { findReview } from '../queries.ts';
import { reviewPage } from './review-frame.tsx';

/** Who has confirmed the newest issue, and who has not. */
export async function showReceipts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findReview(ctx, idParam(request, 'reviewId'));
  const [issue] = await issuesOf(ctx, review.id);
  if (!issue) throw new NotFound('This review has not been issued yet.');
  const recipients = await recipientsOf(ctx, { issueId: issue.id, schoolId: review.schoolId });
  const waiting = recipients.filter((one) => one.receivedAt === null).length;
  // Those who have not come first: they are whom the clerk rings.
  const rows = [...recipients]
    .sort(
      (a, b) => Number(a.receivedAt !== null) - Number(b.receivedAt !== null) || a.name.localeCompare(b.name, 'en-GB'),
    )
    .map((one) => [
      one.name,
      roles[one.as].label,
      one.receivedAt ? longMoment(one.receivedAt) : <Tag colour="amber">Not confirmed yet</Tag>,
    ]);
  return reviewPage(
    ctx,
    review,
    { title: 'Receipts' },
    <>
      <PageHeading
        title="Receipts"
        caption={`${review.schoolName}, issue ${issue.number}`}
        lead={
          waiting === 0
            ? 'Everybody has confirmed that they have received this review.'
            : `${waiting} of ${recipients.length} ${waiting === 1 ? 'has' : 'have'} not confirmed yet.`
        }
      />
      {recipients.length === 0 ? (
        <EmptyState title="Nobody is recorded as a trustee or governor">
          Give trustees and members of the local governing body their roles under People; they can then confirm.
        </EmptyState>
      ) : (
        <Table
          caption="Trustees and governors"
          captionHidden
          columns={[{ header: 'Name' }, { header: 'Receives it as' }, { header: 'Confirmed' }]}
          rows={rows}
        />
      )}
    </>,
  );
}
