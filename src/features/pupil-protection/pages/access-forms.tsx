import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { Everything } from '../everything-held.ts';
import { protectionPaths } from '../paths.ts';
import { mayNameReaders } from '../policy.ts';
import type { findAccessRequest } from '../pupil-queries.ts';
import { type Part, parts, partTitles } from '../rules.ts';

export type Request = Awaited<ReturnType<typeof findAccessRequest>>;

const rowCount = (held: Everything, part: Part): string => {
  if (part === 'identity') return 'Names and numbers, as far as they are kept';
  const count = held[part].length;
  return count === 0 ? 'Nothing is held' : count === 1 ? '1 record' : `${count.toLocaleString('en-GB')} records`;
};

/** What is left out and why, part by part; readers are named only by the head. */
export const Review = (props: { ctx: Ctx; request: Request; held: Everything; refused: Refused | undefined }) => {
  const { ctx, request, held } = props;
  const { open, value, error } = shownIn('review', props.refused);
  return (
    <>
      <h2 class="govuk-heading-m">{request.reviewed_at ? 'What goes out' : '1. Review what goes out'}</h2>
      <p class="govuk-body">
        Leave out only what the law lets you: results that have not been announced, what would tell of somebody else, a
        reference given in confidence. Write the reason beside it; where nothing is written the part goes out. Every row
        here is the pupil’s own.
      </p>
      <Form action={protectionPaths.access(request.id)} csrfToken={ctx.page.csrfToken} label="Review what goes out">
        <HiddenField name="revision" value={request.revision} />
        {parts
          .filter((part) => part === 'identity' || held[part].length > 0 || request.left_out[part])
          .map((part) => (
            <TextField
              name={part}
              label={`${partTitles[part]}: leave out because`}
              hint={rowCount(held, part)}
              value={open ? value(part) : request.left_out[part]}
              error={error(part)}
              required={false}
            />
          ))}
        {mayNameReaders(ctx.actor, request.school_id).allowed ? (
          <Checkboxes
            name="namesReaders"
            label="Names of those who looked"
            values={(open ? value('namesReaders') : request.names_readers ? 'yes' : '') === 'yes' ? ['yes'] : []}
            options={[
              {
                value: 'yes',
                label: 'Name the members of staff who looked',
                hint: 'Without it the answer says in which role somebody looked, not who',
              },
            ]}
          />
        ) : (
          <>
            {request.names_readers ? <HiddenField name="namesReaders" value="yes" /> : null}
            <p class="govuk-body">
              {request.names_readers
                ? 'The head teacher has said that members of staff who looked are named.'
                : 'The answer says in which role somebody looked, not who. Only the head teacher of the school can have them named.'}
            </p>
          </>
        )}
        <Button variant={request.reviewed_at ? 'secondary' : 'primary'}>Save the review</Button>
      </Form>
    </>
  );
};

export const Release = (props: { ctx: Ctx; request: Request }) => (
  <Form action={protectionPaths.release(props.request.id)} csrfToken={props.ctx.page.csrfToken} label="Make the answer">
    <h2 class="govuk-heading-m">{props.request.released_at ? 'Make the answer again' : '2. Make the answer'}</h2>
    <p class="govuk-body">
      That you made it is written down; the file is not kept in Cairn. Hand it over safely, and delete your copy.
    </p>
    <ButtonGroup>
      <Button name="format" value="pdf">
        PDF to read
      </Button>
      <Button name="format" value="docx" variant="secondary">
        Word
      </Button>
      <Button name="format" value="json" variant="secondary">
        JSON, for another system
      </Button>
    </ButtonGroup>
  </Form>
);

export const Close = (props: { ctx: Ctx; request: Request; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('close', props.refused);
  return (
    <Details summary="Close the request" open={open}>
      <Form action={protectionPaths.close(props.request.id)} csrfToken={props.ctx.page.csrfToken}>
        <HiddenField name="revision" value={props.request.revision} />
        <TextField
          name="why"
          label="How it was answered, or why not"
          hint="Such as: handed over in person on 24 November. Do not name anybody. The rules apply to the pupil again from then on."
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="secondary">Close the request</Button>
      </Form>
    </Details>
  );
};
