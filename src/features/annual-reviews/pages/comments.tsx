import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { addComment, resolveComment } from '../actions/comment.ts';
import type { ReviewComment } from '../content/queries.ts';
import { commentForm } from '../forms.ts';
import { commentsPath, judgementPath, keyIssuesPath, resolvePath, reviewPath, sectionPath } from '../paths.ts';
import { isOfTrust, mayComment } from '../policy.ts';
import type { Review } from '../queries.ts';

/** The page on which a part is written, where its comments stand too. */
export function partPath(reviewId: string, part: string): string {
  const [kind, code = ''] = part.split(':');
  if (kind === 'section') return sectionPath(reviewId, code);
  return kind === 'judgement' ? judgementPath(reviewId, code) : keyIssuesPath(reviewId);
}

/** The comments on one part, open ones first, and a place for another. */
export const Comments = ({
  ctx,
  review,
  part,
  comments,
}: {
  ctx: Ctx;
  review: Review;
  part: string;
  comments: readonly ReviewComment[];
}) => {
  const may = mayComment(ctx.actor, review).allowed;
  const own = comments.filter((comment) => comment.part === part);
  if (!isOfTrust(ctx.actor, review.schoolId) || (!may && own.length === 0)) return null;
  const ordered = [
    ...own.filter((comment) => comment.resolved_at === null),
    ...own.filter((comment) => comment.resolved_at !== null),
  ];
  return (
    <section id="comments">
      <h2 class="govuk-heading-m">Comments</h2>
      {ordered.map((comment) => (
        <div class="cairn-card">
          <p class="govuk-body">{comment.body}</p>
          <p class="govuk-hint">
            {comment.written_by}, {longMoment(comment.written_at)}
            {comment.resolved_at ? `. Settled by ${comment.resolved_by}, ${longMoment(comment.resolved_at)}` : ''}
          </p>
          {may && comment.resolved_at === null ? (
            <Form action={resolvePath(review.id, comment.id)} csrfToken={ctx.page.csrfToken}>
              <HiddenField name="part" value={part} />
              <Button variant="secondary">Settle this comment</Button>
            </Form>
          ) : null}
        </div>
      ))}
      {may ? (
        <Form action={commentsPath(review.id)} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="part" value={part} />
          <TextArea
            name="body"
            id="new-comment"
            label="Add a comment"
            rows={3}
            hint="For the team and trust leaders. The school does not see comments."
          />
          <Button variant="secondary">Add the comment</Button>
        </Form>
      ) : null}
    </section>
  );
};

export async function postComment(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(commentForm, request.form);
  if (!form.ok) throw new Invalid(form.errors);
  await addComment(ctx, reviewId, form.value.part, form.value.body);
  return redirectTo(`${partPath(reviewId, form.value.part)}#comments`, 'Your comment has been added.');
}

export async function postResolve(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  await resolveComment(ctx, reviewId, idParam(request, 'commentId'));
  const part = request.form['part']?.[0];
  return redirectTo(
    part ? `${partPath(reviewId, part)}#comments` : reviewPath(reviewId),
    'The comment has been settled.',
  );
}
