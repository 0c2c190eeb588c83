import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { FieldsProps } from './part-form.ts';

/** Who sees to it: a person that Cairn knows, or a name. */
export const OwnerFields = ({ typed, error, options }: FieldsProps) => (
  <>
    <Select
      name="owner_id"
      label="Owner"
      hint="One person. They are reminded on their home page."
      placeholder="Choose a person"
      options={options.owners}
      value={typed['owner_id']}
      error={error('owner_id')}
      required={false}
    />
    <TextField
      name="owner_name"
      label="Or the name of somebody who is not in the list"
      required={false}
      width={20}
      value={typed['owner_name']}
      error={error('owner_name')}
    />
  </>
);
