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
import { findReport } from '../queries.ts';
import { reportPage } from './frame.tsx';

/** Which governors have confirmed the newest issue, and which have not. */
export async function showReceipts(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findReport(ctx, idParam(request, 'reviewReportId'));
  const [issue] = await issuesOf(ctx, report.id);
  if (!issue) throw new NotFound('This report has not been issued yet.');
  const recipients = await recipientsOf(ctx, { issueId: issue.id, schoolId: report.schoolId });
  const waiting = recipients.filter((one) => one.receivedAt === null);
  // Those who have not come first: they are whom the clerk rings.
  const rows = [...waiting, ...recipients.filter((one) => one.receivedAt !== null)].map((one) => [
    one.name,
    one.receivedAt ? longMoment(one.receivedAt) : <Tag colour="amber">Not confirmed yet</Tag>,
  ]);
  return reportPage(
    ctx,
    report,
    { title: 'Receipts' },
    <>
      <PageHeading
        title="Receipts"
        caption={`${report.schoolName}, issue ${issue.number}`}
        lead={
          waiting.length === 0
            ? 'Every governor has confirmed having received this report.'
            : `${waiting.length} of ${recipients.length} ${waiting.length === 1 ? 'has' : 'have'} not confirmed yet.`
        }
      />
      {recipients.length === 0 ? (
        <EmptyState title="Nobody is recorded as a governor of this school">
          Give members of the local governing body their role under People; they can then confirm.
        </EmptyState>
      ) : (
        <Table caption="Governors" captionHidden columns={[{ header: 'Name' }, { header: 'Confirmed' }]} rows={rows} />
      )}
    </>,
  );
}
