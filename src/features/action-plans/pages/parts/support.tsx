import { readForm } from '#platform/http/form.ts';
import { DateField } from '#ui/date-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { saveSupport } from '../../actions/save-support.ts';
import { supportForm } from '../../forms.ts';
import { days } from '../../money.ts';
import { supportKindNames, supportKinds } from '../../rules.ts';
import { requireOrder } from './action.tsx';
import { editOf, type FieldsProps, isoDate, type PartForm } from './part-form.ts';

const Fields = ({ typed, error, options }: FieldsProps) => (
  <>
    <Radios
      name="kind"
      label="What kind of support is it?"
      options={supportKindNames.map((kind) => ({ value: kind, label: supportKinds[kind] }))}
      value={typed['kind']}
      error={error('kind')}
    />
    <TextArea name="what" label="What the trust promises" rows={3} value={typed['what']} error={error('what')} />
    <TextField name="who" label="Who gives it" required={false} width={20} value={typed['who']} error={error('who')} />
    <Select
      name="from_school_id"
      label="School that the leader comes from"
      hint="Only for a senior leader seconded from another school"
      placeholder="Not a secondment from a school"
      options={options.schools}
      value={typed['from_school_id']}
      error={error('from_school_id')}
      required={false}
    />
    <Select
      name="objective_id"
      label="Objective that it serves"
      placeholder="The plan as a whole"
      options={options.objectives}
      value={typed['objective_id']}
      error={error('objective_id')}
      required={false}
    />
    <NumberField
      name="half_days"
      label="Days"
      decimal
      required={false}
      hint="Whole or half days"
      value={typed['half_days']}
      error={error('half_days')}
    />
    <NumberField
      name="cost_pence"
      label="Cost to central budgets"
      decimal
      width={10}
      prefix="£"
      required={false}
      value={typed['cost_pence']}
      error={error('cost_pence')}
    />
    <DateField name="starts_on" label="From" required={false} value={typed['starts_on']} error={error('starts_on')} />
    <DateField name="ends_on" label="Until" required={false} value={typed['ends_on']} error={error('ends_on')} />
  </>
);

const poundsTyped = (pence: number | null) => (pence === null ? '' : (pence / 100).toFixed(2));

export const supportPart: PartForm = {
  name: 'support from the trust',
  lead: 'The trust’s support becomes part of the Trust Action Plan. What is promised here is held against what was given.',
  Fields,
  labels: {
    what: 'What the trust promises',
    who: 'Who gives it',
    half_days: 'Days',
    cost_pence: 'Cost (£)',
    starts_on: 'From',
    ends_on: 'Until',
  },
  stored: (view, partId) => {
    const row = view.content.support.find((support) => support.id === partId);
    if (!row) return null;
    return {
      revision: String(row.revision),
      kind: row.kind,
      what: row.what,
      who: row.who ?? '',
      from_school_id: row.from_school_id ?? '',
      objective_id: row.objective_id ?? '',
      half_days: row.half_days === null ? '' : days(row.half_days),
      cost_pence: poundsTyped(row.cost_pence),
      starts_on: isoDate(row.starts_on),
      ends_on: isoDate(row.ends_on),
    };
  },
  save: async (ctx, planId, partId, posted) => {
    const form = readForm(supportForm, posted);
    if (form.ok) {
      const { revision, why, ...values } = form.value;
      requireOrder(values.starts_on, values.ends_on, 'ends_on', 'The support cannot end before it starts');
      await saveSupport(ctx, editOf(planId, partId, { revision, why }), values);
    }
    return form;
  },
};
