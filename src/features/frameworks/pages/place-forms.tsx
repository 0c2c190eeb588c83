import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';

type PlaceProps = {
  csrfToken: string;
  revision: number;
  what: 'area' | 'grade';
  place: number;
  of: number;
  moveTo: string;
  removeTo: string;
};

/** Moves one area or grade within its list, or takes it out. */
export const PlaceForms = ({ csrfToken, revision, what, place, of, moveTo, removeTo }: PlaceProps) => (
  <section>
    <h2 class="govuk-heading-m">Its place</h2>
    <p class="govuk-body">
      {place} of {of}.
    </p>
    <Form action={moveTo} csrfToken={csrfToken} label={`Move this ${what}`}>
      <HiddenField name="revision" value={revision} />
      <ButtonGroup>
        <Button variant="secondary" name="direction" value="up" disabled={place === 1}>
          Move up
        </Button>
        <Button variant="secondary" name="direction" value="down" disabled={place === of}>
          Move down
        </Button>
      </ButtonGroup>
    </Form>
    <Form action={removeTo} csrfToken={csrfToken} label={`Remove this ${what}`}>
      <HiddenField name="revision" value={revision} />
      <Button variant="warning">Remove this {what}</Button>
    </Form>
  </section>
);
