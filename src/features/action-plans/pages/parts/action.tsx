import { Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { DateField } from '#ui/date-field.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { saveAction } from '../../actions/save-action.ts';
import { actionForm } from '../../forms.ts';
import { OwnerFields } from './owner-fields.tsx';
import { editOf, type FieldsProps, isoDate, type PartForm } from './part-form.ts';

/** Refuses an end before its start. */
export function requireOrder(
  from: Temporal.PlainDate | null,
  to: Temporal.PlainDate | null,
  field: string,
  message: string,
): void {
  if (from && to && Temporal.PlainDate.compare(to, from) < 0) throw new Invalid([{ field, message }]);
}

const Fields = (props: FieldsProps) => {
  const { typed, error, options } = props;
  return (
    <>
      <Select
        name="objective_id"
        label="Objective"
        placeholder="Choose an objective"
        options={options.objectives}
        value={typed['objective_id']}
        error={error('objective_id')}
      />
      <TextArea
        name="what"
        label="Action"
        hint="What somebody will do"
        rows={3}
        value={typed['what']}
        error={error('what')}
      />
      <OwnerFields {...props} />
      <DateField
        name="starts_on"
        label="Starts"
        required={false}
        value={typed['starts_on']}
        error={error('starts_on')}
      />
      <DateField name="due_on" label="Due" value={typed['due_on']} error={error('due_on')} />
      <TextField
        name="resource_need"
        label="What it needs"
        hint="Time, cover, money or a person"
        required={false}
        value={typed['resource_need']}
        error={error('resource_need')}
      />
    </>
  );
};

export const actionPart: PartForm = {
  name: 'an action',
  lead: 'An owner and a date are needed before the plan can be recommended to the board.',
  Fields,
  parentField: 'objective_id',
  labels: { what: 'Action', owner_name: 'Owner', starts_on: 'Starts', due_on: 'Due', resource_need: 'What it needs' },
  stored: (view, partId) => {
    const row = view.content.actions.find((action) => action.id === partId);
    if (!row) return null;
    return {
      revision: String(row.revision),
      objective_id: row.objective_id,
      what: row.what,
      owner_id: row.owner_id ?? '',
      owner_name: row.owner_name ?? '',
      starts_on: isoDate(row.starts_on),
      due_on: isoDate(row.due_on),
      resource_need: row.resource_need ?? '',
    };
  },
  save: async (ctx, planId, partId, posted) => {
    const form = readForm(actionForm, posted);
    if (form.ok) {
      const { revision, why, ...values } = form.value;
      requireOrder(values.starts_on, values.due_on, 'due_on', 'The action cannot be due before it starts');
      await saveAction(ctx, editOf(planId, partId, { revision, why }), values);
    }
    return form;
  },
};
