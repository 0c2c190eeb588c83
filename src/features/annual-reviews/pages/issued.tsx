import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { londonDate, longDate, longMoment } from '#platform/clock.ts';
import { readingTime, renderHtml } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { confirmReceipt } from '../actions/confirm-receipt.ts';
import { frozenDocument, issuesOf, type ReviewIssue, recipientsOf } from '../issues/queries.ts';
import { changePath, confirmReceiptPath, documentPath, issuedPath, issuePath, receiptsPath } from '../paths.ts';
import { mayReceive, maySign } from '../policy.ts';
import { findReview, type Review } from '../queries.ts';
import { evidenceLinks } from './evidence-links.ts';
import { reviewPage, reviewTitle } from './review-frame.tsx';

/** The issue asked for, or the newest. */
async function pick(
  ctx: Ctx,
  review: Review,
  issueId: string | null,
): Promise<{ issue: ReviewIssue; issues: ReviewIssue[] }> {
  const issues = await issuesOf(ctx, review.id);
  const issue = issueId === null ? issues[0] : issues.find((one) => one.id === issueId);
  if (!issue) throw new NotFound('This review has not been issued yet.');
  return { issue, issues };
}

const Notices = ({
  issue,
  issues,
  reviewId,
}: {
  issue: ReviewIssue;
  issues: readonly ReviewIssue[];
  reviewId: string;
}) => (
  <>
    {issue.withdrawn_at ? (
      <NotificationBanner kind="error" title={`Withdrawn on ${longDate(londonDate(issue.withdrawn_at))}`}>
        Its grades no longer count. Reason: {issue.withdrawn_why}
      </NotificationBanner>
    ) : null}
    {issue !== issues[0] && issues[0] ? (
      <NotificationBanner kind="info" title={`This is issue ${issue.number}, kept as it was`}>
        <Link href={issuePath(reviewId, issues[0].id)}>Read issue {issues[0].number}</Link>, which replaced it:{' '}
        {issues[0].why}
      </NotificationBanner>
    ) : null}
  </>
);

async function show(ctx: Ctx, review: Review, issueId: string | null): Promise<Reply> {
  const { issue, issues } = await pick(ctx, review, issueId);
  const frozen = await frozenDocument(ctx, review.id, issue.id);
  const { minutes } = readingTime(frozen.document);
  const recipients = await recipientsOf(ctx, { issueId: issue.id, schoolId: review.schoolId });
  const newest = issue === issues[0];
  const receives = newest && mayReceive(ctx.actor, review).allowed;
  const confirmed = recipients.find((one) => one.personId === ctx.actor.personId)?.receivedAt ?? null;
  const received = recipients.filter((one) => one.receivedAt !== null).length;
  const mayChange = newest && review.state === 'issued' && maySign(ctx.actor, review).allowed;
  return reviewPage(
    ctx,
    review,
    { title: `${reviewTitle(review)}, issue ${issue.number}` },
    <>
      <p class="govuk-body">
        Issued by {issue.name} on {longDate(londonDate(issue.issued_at))}. About {minutes}{' '}
        {minutes === 1 ? 'minute' : 'minutes'} to read.
      </p>
      <ButtonGroup>
        <ButtonLink href={documentPath(review.id, issue.id, 'pdf')} variant="secondary">
          PDF
        </ButtonLink>
        <ButtonLink href={documentPath(review.id, issue.id, 'docx')} variant="secondary" download>
          Word
        </ButtonLink>
      </ButtonGroup>
      <Notices issue={issue} issues={issues} reviewId={review.id} />
      {receives && confirmed === null ? (
        <Form action={confirmReceiptPath(review.id, issue.id)} csrfToken={ctx.page.csrfToken}>
          <Button>I have received this review</Button>
        </Form>
      ) : null}
      {receives && confirmed !== null ? (
        <InsetText>You confirmed on {longMoment(confirmed)} that you have received this review.</InsetText>
      ) : null}
      {renderHtml(frozen.document, await evidenceLinks(ctx, frozen.document))}
      <h2 class="govuk-heading-m">About this document</h2>
      <p class="govuk-body">
        {frozen.unchanged
          ? 'This is the document as it was issued: its fingerprint, worked out again just now, is the one recorded then.'
          : 'Warning: this document no longer has the fingerprint that was recorded when it was issued. Tell your administrator.'}
      </p>
      <p class="govuk-body cairn-hash">
        SHA-256: {(frozen.sha256.match(/.{1,16}/g) ?? []).map((part) => [<code>{part}</code>, <wbr />])}
      </p>
      <p class="govuk-body">
        <Link href={receiptsPath(review.id)}>
          Received by {received} of {recipients.length}
        </Link>
      </p>
      {issues.length > 1 ? (
        <>
          <h2 class="govuk-heading-s">All issues of this review</h2>
          <ul class="govuk-list">
            {issues.map((one) => (
              <li>
                <Link href={issuePath(review.id, one.id)}>Issue {one.number}</Link>,{' '}
                {longDate(londonDate(one.issued_at))}
                {one.why ? `. ${one.why}` : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {mayChange || (review.state === 'withdrawn' && maySign(ctx.actor, review).allowed) ? (
        <p class="govuk-body">
          <Link href={changePath(review.id)}>
            {review.state === 'withdrawn' ? 'Reopen this review' : 'Change a grade or withdraw this review'}
          </Link>
        </p>
      ) : null}
    </>,
  );
}

export async function showIssued(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await show(ctx, await findReview(ctx, idParam(request, 'reviewId')), null);
}

export async function showIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await show(ctx, await findReview(ctx, idParam(request, 'reviewId')), idParam(request, 'issueId'));
}

/** The stored file of one issue, exactly as it was frozen. */
export function downloadIssue(format: 'pdf' | 'docx') {
  return async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const review = await findReview(ctx, idParam(request, 'reviewId'));
    const { issue } = await pick(ctx, review, idParam(request, 'issueId'));
    return await downloadFrozen(ctx, 'annual-review', issue.id, format);
  };
}

export async function postReceipt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  await confirmReceipt(ctx, reviewId, idParam(request, 'issueId'));
  return redirectTo(issuedPath(reviewId), 'Thank you. Your receipt has been recorded.');
}
