import type { Ctx } from '#core/context.ts';
import { errorFor, errorsOf, type FieldError, isStale } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { addKeyIssue, moveKeyIssue, saveKeyIssue } from '../actions/change-key-issues.ts';
import { commentsOf, type KeyIssueContent, loadContent, type ReviewContent } from '../content/queries.ts';
import { keyIssueForm, moveForm } from '../forms.ts';
import { keyIssuePath, keyIssuesPath } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { Comments } from './comments.tsx';
import { reviewPage } from './review-frame.tsx';

/** Which form is shown again: `new`, or the id of an issue. */
type Shown = { which: string; typed: Typed; errors: readonly FieldError[]; stale?: boolean };

const areas = (content: ReviewContent) =>
  content.judgements.map((it) => ({ value: it.area.code, label: it.area.title }));

const Editor = ({
  ctx,
  content,
  issue,
  index,
  shown,
}: {
  ctx: Ctx;
  content: ReviewContent;
  issue: KeyIssueContent;
  index: number;
  shown: Shown | undefined;
}) => {
  const mine = shown?.which === issue.id ? shown : undefined;
  const path = keyIssuePath(content.review.id, issue.id);
  return (
    <Card title={`Key issue ${index + 1}`} headingLevel={2}>
      {mine?.stale ? <InsetText>Somebody else saved this first. It is stored as: {issue.body}</InsetText> : null}
      <Form action={path} csrfToken={ctx.page.csrfToken} label={`Key issue ${index + 1}`}>
        <HiddenField name="revision" value={issue.revision} />
        <TextArea
          name="body"
          id={`body-${issue.id}`}
          label="What the school needs to do"
          rows={3}
          value={mine?.typed['body'] ?? issue.body}
          error={errorFor(mine?.errors ?? [], 'body')}
        />
        <Select
          name="areaCode"
          id={`area-${issue.id}`}
          label="Belongs to"
          options={areas(content)}
          value={mine?.typed['areaCode'] ?? issue.areaCode}
          error={errorFor(mine?.errors ?? [], 'areaCode')}
        />
        <Button variant="secondary" hiddenText={`key issue ${index + 1}`}>
          Save
        </Button>
      </Form>
      <Form action={`${path}/move`} csrfToken={ctx.page.csrfToken} label={`Order of key issue ${index + 1}`}>
        <ButtonGroup>
          {index > 0 ? (
            <Button variant="secondary" name="move" value="up" hiddenText={`key issue ${index + 1}`}>
              Move up
            </Button>
          ) : null}
          {index < content.keyIssues.length - 1 ? (
            <Button variant="secondary" name="move" value="down" hiddenText={`key issue ${index + 1}`}>
              Move down
            </Button>
          ) : null}
          <Button variant="warning" name="move" value="remove" hiddenText={`key issue ${index + 1}`}>
            Remove
          </Button>
        </ButtonGroup>
      </Form>
    </Card>
  );
};

async function show(ctx: Ctx, reviewId: string, shown?: Shown): Promise<Reply> {
  const review = await findDraft(ctx, reviewId);
  const content = await loadContent(ctx, review);
  const may = mayWrite(ctx.actor, review).allowed;
  const fresh = shown?.which === 'new' ? shown : undefined;
  const titles = new Map(areas(content).map((area) => [area.value, area.label]));
  return reviewPage(
    ctx,
    review,
    { title: 'Key issues', errors: shown?.errors ?? [], ...(shown?.stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        title="Key issues"
        caption={review.schoolName}
        lead="What the school needs to do to improve, the most important first. The School Action Plan starts from these."
      />
      {content.keyIssues.length === 0 ? (
        <EmptyState title="There is no key issue yet">
          {may ? 'Write the first one below.' : 'The authors have not written one yet.'}
        </EmptyState>
      ) : null}
      {may ? (
        content.keyIssues.map((issue, index) => (
          <Editor ctx={ctx} content={content} issue={issue} index={index} shown={shown} />
        ))
      ) : (
        <ol class="govuk-list govuk-list--number govuk-list--spaced">
          {content.keyIssues.map((issue) => (
            <li>
              {issue.body} <span class="govuk-hint">{titles.get(issue.areaCode)}</span>
            </li>
          ))}
        </ol>
      )}
      {may ? (
        <>
          <h2 class="govuk-heading-m">Add a key issue</h2>
          <Form action={keyIssuesPath(review.id)} csrfToken={ctx.page.csrfToken}>
            <TextArea
              name="body"
              label="What the school needs to do"
              rows={3}
              value={fresh?.typed['body']}
              error={errorFor(fresh?.errors ?? [], 'body')}
              hint="One thing, in a sentence or two: what, for whom, so that what."
            />
            <Select
              name="areaCode"
              label="Belongs to"
              placeholder="Choose a judgement"
              options={areas(content)}
              value={fresh?.typed['areaCode']}
              error={errorFor(fresh?.errors ?? [], 'areaCode')}
            />
            <Button>Add the key issue</Button>
          </Form>
        </>
      ) : null}
      <Comments ctx={ctx} review={review} part="key-issues" comments={await commentsOf(ctx, review.id)} />
    </>,
  );
}

export const showKeyIssues = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewId'));

export async function postKeyIssue(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(keyIssueForm, request.form);
  if (!form.ok) return await show(ctx, reviewId, { which: 'new', typed: form.typed, errors: form.errors });
  try {
    await addKeyIssue(ctx, reviewId, form.value);
    return redirectTo(keyIssuesPath(reviewId), 'The key issue has been added.');
  } catch (error) {
    return await show(ctx, reviewId, { which: 'new', typed: form.typed, errors: errorsOf(error) });
  }
}

export async function postKeyIssueChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const which = idParam(request, 'issueId');
  const form = readForm(keyIssueForm, request.form);
  if (!form.ok) return await show(ctx, reviewId, { which, typed: form.typed, errors: form.errors });
  try {
    await saveKeyIssue(ctx, reviewId, which, form.value);
    return redirectTo(keyIssuesPath(reviewId), 'The key issue has been saved.');
  } catch (error) {
    if (isStale(error)) return await show(ctx, reviewId, { which, typed: form.typed, errors: [], stale: true });
    return await show(ctx, reviewId, { which, typed: form.typed, errors: errorsOf(error) });
  }
}

const moved = {
  up: 'The key issue has been moved up.',
  down: 'The key issue has been moved down.',
  remove: 'The key issue has been removed.',
};

export async function postKeyIssueMove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(moveForm, request.form);
  if (!form.ok) return await show(ctx, reviewId);
  await moveKeyIssue(ctx, reviewId, idParam(request, 'issueId'), form.value.move);
  return redirectTo(keyIssuesPath(reviewId), moved[form.value.move]);
}
