import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import { longDate } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { changePurpose } from '../actions/change-purpose.ts';
import { purposeForm } from '../forms.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan } from '../policy.ts';
import { findReview } from '../queries.ts';
import { ChangeWhy, reviewPage } from './frame.tsx';

type Shown = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

async function purposePage(ctx: Ctx, reviewId: string, { typed = {}, errors = [], stale }: Shown = {}): Promise<Reply> {
  const review = await findReview(ctx, reviewId);
  demand(mayChangePlan(ctx.actor, review));
  return reviewPage(
    ctx,
    review,
    { title: 'Purpose and days', errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={review.schoolName}
        title="Purpose and days"
        lead="What is looked at is shared beforehand, and so is what is left alone."
      />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'What it is called', value: review.title },
            { key: 'Purpose', value: <span class="cairn-pre">{review.purpose}</span> },
            { key: 'Days', value: `${longDate(review.startsOn)} to ${longDate(review.endsOn)}` },
          ]}
        />
      ) : null}
      <Form action={qaReviewPaths.purpose(review.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={review.revision} />
        <TextField
          name="title"
          label="What the review is called"
          value={typed['title'] ?? review.title}
          error={errorFor(errors, 'title')}
          required
        />
        <TextArea
          name="purpose"
          label="What it wants to find out, and what it leaves alone"
          hint="Two or three questions, in words that teachers of the department would use."
          rows={8}
          value={typed['purpose'] ?? review.purpose}
          error={errorFor(errors, 'purpose')}
          required
        />
        <DateField
          name="startsOn"
          label="First day"
          value={typed['startsOn'] ?? review.startsOn.toString()}
          error={errorFor(errors, 'startsOn')}
          required
        />
        <DateField
          name="endsOn"
          label="Last day"
          value={typed['endsOn'] ?? review.endsOn.toString()}
          error={errorFor(errors, 'endsOn')}
          required
        />
        <ChangeWhy review={review} value={typed['changeWhy']} error={errorFor(errors, 'changeWhy')} />
        <ButtonGroup>
          <Button>Save</Button>
          <a class="govuk-link" href={qaReviewPaths.review(review.id)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showPurpose = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  purposePage(ctx, idParam(request, 'qaReviewId'));

export async function postPurpose(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const form = readForm(purposeForm, request.form);
  if (!form.ok) return await purposePage(ctx, reviewId, form);
  try {
    await changePurpose(ctx, reviewId, form.value);
    return redirectTo(qaReviewPaths.review(reviewId), 'Purpose and days have been saved.');
  } catch (error) {
    if (error instanceof StaleRevision)
      return await purposePage(ctx, reviewId, { typed: form.typed, stale: error.message });
    return await purposePage(ctx, reviewId, { typed: form.typed, errors: errorsOf(error) });
  }
}
