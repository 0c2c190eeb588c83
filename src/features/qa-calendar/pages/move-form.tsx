import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';

/** What the script of the grid fills in and sends when a card has been moved; what it says is read out. Without the script it does nothing. */
export const MoveForm = ({ csrfToken, back }: { csrfToken: string; back: string }) => (
  <>
    <Form action="/qa-calendar" csrfToken={csrfToken} id="qa-move" label="Move an entry">
      <HiddenField name="week" value="" />
      <HiddenField name="revision" value="" />
      <HiddenField name="back" value={back} />
    </Form>
    <p class="govuk-body-s qa-grid-help">
      Drag a card to another week of its school, or press “Move” on it and choose the week with the arrow keys.
    </p>
    <p class="qa-grid-said" role="status" id="qa-grid-said" />
  </>
);
