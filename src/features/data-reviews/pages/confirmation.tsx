import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { confirmRecord } from '../actions/confirm-record.ts';
import { confirmForm } from '../forms.ts';
import { dataReviewPaths } from '../paths.ts';
import { sideOf } from '../policy.ts';
import type { confirmationsOf, DataReview } from '../queries.ts';
import { sidesToConfirm } from '../rules.ts';
import { reviewPage } from './review.tsx';

const sideWords = { trust: 'The Trust', school: 'The school' } as const;

type Props = {
  ctx: Ctx;
  review: DataReview;
  confirmations: Awaited<ReturnType<typeof confirmationsOf>>;
  mayConfirm: boolean;
  errors: readonly FieldError[];
  typed: Typed;
};

/** What both sides have said of the record, and the form for the side that has not. */
export const ConfirmationSection = ({ ctx, review, confirmations, mayConfirm, errors, typed }: Props) => {
  const waiting = sidesToConfirm(review, confirmations);
  const mine = sideOf(ctx.actor, review.school_id);
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  return (
    <section>
      <Table
        caption="Is the record right?"
        columns={[{ header: 'Side' }, { header: 'What they say' }, { header: 'Who and when' }]}
        rows={[
          ...confirmations.map((given) => [
            sideWords[given.side],
            `${given.agrees ? 'It is right' : `Sees it differently: ${given.words}`}${given.of_revision === review.revision ? '' : ' (of an earlier version of the record)'}`,
            `${given.by}, ${longMoment(given.confirmed_at)}`,
          ]),
          ...waiting.map((side) => [sideWords[side], 'Has not said yet', '—']),
        ]}
        stack
      />
      {mayConfirm && mine && waiting.includes(mine) ? (
        <Form action={dataReviewPaths.confirm(review.id)} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="revision" value={String(review.revision)} />
          <Radios
            name="agrees"
            label={`Is the record right, for ${sideWords[mine].toLowerCase()}?`}
            value={typed['agrees']}
            error={error('agrees')}
            options={[
              { value: 'yes', label: 'Yes, this is what was said and agreed' },
              { value: 'no', label: 'No: I see something differently' },
            ]}
            required
          />
          <TextArea
            name="words"
            label="What you see differently"
            rows={3}
            value={typed['words']}
            error={error('words')}
            required={false}
          />
          <Button>Say so</Button>
        </Form>
      ) : null}
    </section>
  );
};

export async function sendConfirmation(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'dataReviewId');
  const form = readForm(confirmForm, request.form);
  if (!form.ok) return await reviewPage(ctx, id, form);
  try {
    await confirmRecord(ctx, id, {
      agrees: form.value.agrees === 'yes',
      words: form.value.words ?? '',
      revision: form.value.revision,
    });
  } catch (error) {
    if (error instanceof Invalid) return await reviewPage(ctx, id, { errors: error.errors, typed: form.typed });
    if (error instanceof StaleRevision)
      return await reviewPage(ctx, id, {
        typed: form.typed,
        stale: 'The record was changed while you read it. Read it once more, then say whether it is right.',
      });
    throw error;
  }
  return redirectTo(dataReviewPaths.review(id), 'Thank you. What you said is on record.');
}
