import type { FieldError } from '#platform/errors.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { phaseLabels, phases } from '../rules.ts';

export type SchoolFormValues = Readonly<Record<string, string>>;

type Props = {
  action: string;
  csrfToken: string;
  values: SchoolFormValues;
  errors: readonly FieldError[];
  submit: string;
};

/** The details of a school, for adding one and for changing one. */
export const SchoolForm = ({ action, csrfToken, values, errors, submit }: Props) => {
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const field = (name: string) => ({ name, value: values[name], error: error(name) });
  return (
    <Form action={action} csrfToken={csrfToken} warnUnsaved>
      <HiddenField name="revision" value={values['revision'] ?? '0'} />
      <TextField {...field('name')} label="Name of the school" required />
      <TextField
        {...field('urn')}
        label="URN"
        hint="Six digits, as in Get Information about Schools"
        width={10}
        inputmode="numeric"
        required
      />
      <Select
        {...field('phase')}
        label="Phase"
        placeholder="Choose a phase"
        options={phases.map((phase) => ({ value: phase, label: phaseLabels[phase] }))}
        required
      />
      <NumberField {...field('lowAge')} label="Youngest age" width={3} required />
      <NumberField {...field('highAge')} label="Oldest age" width={3} required />
      <Checkboxes
        name="stages"
        label="The school has"
        hint="Early years and the sixth form are judged only where the school has them"
        values={(values['stages'] ?? '').split('\n')}
        error={error('stages')}
        options={[
          { value: 'early_years', label: 'Early years (nursery or reception)' },
          { value: 'sixth_form', label: 'A sixth form' },
        ]}
      />
      <TextField
        {...field('establishmentType')}
        label="Type of school"
        hint="For example, Academy converter"
        required={false}
      />
      <TextField {...field('localAuthority')} label="Local authority" required={false} />
      <NumberField {...field('capacity')} label="Capacity" required={false} />
      <DateField {...field('joinedOn')} label="Joined the trust on" required={false} />
      <DateField
        {...field('leftOn')}
        label="Left the trust on"
        hint="Leave empty while the school belongs to the trust"
        required={false}
      />
      <ButtonGroup>
        <Button>{submit}</Button>
      </ButtonGroup>
    </Form>
  );
};
