import type { Ctx } from '#core/context.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { issueReview } from '../actions/issue-review.ts';
import { blockersOf } from '../blocker-rules.ts';
import { loadContent } from '../content/queries.ts';
import { loadFacts } from '../content/review-facts.ts';
import { issuedPath, stepPath } from '../paths.ts';
import { maySign } from '../policy.ts';
import { findDraft, type Review } from '../queries.ts';
import { moderationWords } from './moderation-words.ts';
import { Blockers, HandOverForm, ReasonForm } from './next-step.tsx';
import { draftDocument } from './preview.tsx';
import { GradeNow, Previous, reviewPage, StateTag } from './review-frame.tsx';

/** What the Executive Principal reads before signing, and before issuing. */
export async function signView(ctx: Ctx, review: Review, errors: readonly FieldError[] = []): Promise<Reply> {
  const content = await loadContent(ctx, review);
  const { facts } = await loadFacts(ctx, content);
  const blockers = blockersOf('issued', facts);
  const signed = review.state === 'signed';
  return reviewPage(
    ctx,
    review,
    { title: signed ? 'Issue the review' : 'Sign the review', errors },
    <>
      <PageHeading
        title={signed ? 'Issue the review' : 'Sign the review'}
        caption={review.schoolName}
        status={<StateTag state={review.state} />}
        lead="A review is issued to every trustee and to every member of the school’s local governing body. It is frozen then: a later change is a new issue."
      />
      <Table
        caption="Trust judgements"
        columns={[{ header: 'Judgement' }, { header: 'Grade' }, { header: 'Previous' }, { header: 'Moderation' }]}
        rows={content.judgements.map((it) => [
          it.area.title,
          <GradeNow judgement={it} />,
          <Previous judgement={it} />,
          moderationWords(content, it) ?? 'Not moderated',
        ])}
      />
      {review.state === 'signature' ? (
        <HandOverForm ctx={ctx} review={review} step="signed" label="Sign the review" facts={facts} />
      ) : null}
      {signed && maySign(ctx.actor, review).allowed ? (
        <>
          <Blockers blockers={blockers} title="Before you can issue it" />
          {blockers.length === 0 ? (
            <>
              <InsetText>A grade that leads to an action plan sets it off as soon as the review is issued.</InsetText>
              <Form action={stepPath(review.id, 'issued')} csrfToken={ctx.page.csrfToken}>
                <Button>Issue to trustees and the local governing body</Button>
              </Form>
            </>
          ) : null}
        </>
      ) : null}
      {review.state === 'signature' || signed ? (
        <ReasonForm
          ctx={ctx}
          review={review}
          step="sent_back"
          summary="Send the review back to its authors"
          label="Send it back"
          errors={errors}
          hint="It is moderated again before it comes back to you."
        />
      ) : null}
      {renderHtml(await draftDocument(ctx, content))}
    </>,
  );
}

export async function showSign(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await signView(ctx, await findDraft(ctx, idParam(request, 'reviewId')));
}

export async function postIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  try {
    await issueReview(ctx, reviewId);
    return redirectTo(issuedPath(reviewId), 'The review has been issued to trustees and the local governing body.');
  } catch (error) {
    if (error instanceof Invalid) return await signView(ctx, await findDraft(ctx, reviewId), error.errors);
    throw error;
  }
}
