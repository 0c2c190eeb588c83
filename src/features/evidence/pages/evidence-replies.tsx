import { longMoment } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { Timeline } from '#ui/timeline.tsx';
import type { EvidenceReply } from '../queries.ts';

type Props = {
  replies: readonly EvidenceReply[];
  /** Where a reply is sent, for those who may. */
  action: string | null;
  csrfToken: string;
  typed?: Typed;
  errors?: readonly FieldError[];
};

/** What was said to a piece of evidence, kept beside it for good, and the form for another word. */
export const Replies = ({ replies, action, csrfToken, typed = {}, errors = [] }: Props) => (
  <section>
    <h2 class="govuk-heading-m">Replies</h2>
    {replies.length === 0 ? <p class="govuk-body">Nobody has replied.</p> : null}
    {replies.length > 0 ? (
      <Timeline
        events={replies.map((reply) => ({
          title: reply.name,
          when: longMoment(reply.replied_at),
          datetime: reply.replied_at.toString(),
          children: reply.body.split(/\n{2,}/).map((paragraph) => <p class="govuk-body">{paragraph}</p>),
        }))}
      />
    ) : null}
    {action === null ? null : (
      <Form action={action} csrfToken={csrfToken} warnUnsaved>
        <TextArea
          name="body"
          label="Your reply"
          hint="It stays beside the record for good, and whoever recorded it is told. No names of pupils."
          rows={5}
          value={typed['body']}
          error={errors.find((error) => error.field === 'body')?.message}
        />
        <Button variant="secondary">Send the reply</Button>
      </Form>
    )}
  </section>
);
