import { readForm } from '#platform/http/form.ts';
import { DateField } from '#ui/date-field.tsx';
import { Grid } from '#ui/grid.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { saveCriterion } from '../../actions/save-criterion.ts';
import { criterionForm } from '../../forms.ts';
import { OwnerFields } from './owner-fields.tsx';
import { editOf, type FieldsProps, isoDate, type PartForm } from './part-form.ts';

const MeasureFields = ({ typed, error }: FieldsProps) => (
  <>
    <Radios
      name="measure"
      label="How is it measured?"
      value={typed['measure']}
      error={error('measure')}
      options={[
        { value: 'number', label: 'By a number', hint: 'Fill in the numbers and their unit below' },
        { value: 'words', label: 'By a description', hint: 'Fill in the two descriptions below' },
      ]}
    />
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">If by a number</legend>
      <Grid of="tiles">
        <NumberField
          name="from_number"
          label="From"
          decimal
          value={typed['from_number']}
          error={error('from_number')}
        />
        <NumberField name="to_number" label="To" decimal value={typed['to_number']} error={error('to_number')} />
        <TextField
          name="unit"
          label="Unit"
          hint="Such as % or pupils"
          width={10}
          value={typed['unit']}
          error={error('unit')}
        />
      </Grid>
    </fieldset>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">If by a description</legend>
      <TextArea name="from_words" label="From what" rows={2} value={typed['from_words']} error={error('from_words')} />
      <TextArea name="to_words" label="To what" rows={2} value={typed['to_words']} error={error('to_words')} />
    </fieldset>
  </>
);

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
        label="What is measured"
        hint="Such as “Attendance of disadvantaged pupils in years 7 to 9”"
        rows={2}
        value={typed['what']}
        error={error('what')}
      />
      <MeasureFields {...props} />
      <DateField
        name="by_when"
        label="By when"
        hint="Within two years"
        value={typed['by_when']}
        error={error('by_when')}
      />
      <TextArea
        name="how_known"
        label="How it will be known"
        hint="Which record, count or visit will show it, and who looks"
        rows={2}
        value={typed['how_known']}
        error={error('how_known')}
      />
      <OwnerFields {...props} />
    </>
  );
};

export const criterionPart: PartForm = {
  name: 'a criterion for success',
  lead: 'From what, to what, by when, and how it will be known. You can leave gaps while the plan is being written; all four are needed before anybody signs.',
  Fields,
  parentField: 'objective_id',
  labels: {
    what: 'What is measured',
    from_number: 'From',
    to_number: 'To',
    unit: 'Unit',
    from_words: 'From what',
    to_words: 'To what',
    by_when: 'By when',
    how_known: 'How it will be known',
    owner_name: 'Owner',
  },
  stored: (view, partId) => {
    const row = view.content.criteria.find((criterion) => criterion.id === partId);
    if (!row) return null;
    return {
      revision: String(row.revision),
      objective_id: row.objective_id,
      what: row.what,
      measure: row.measure,
      unit: row.unit ?? '',
      from_number: row.from_number ?? '',
      to_number: row.to_number ?? '',
      from_words: row.from_words ?? '',
      to_words: row.to_words ?? '',
      by_when: isoDate(row.by_when),
      how_known: row.how_known ?? '',
      owner_id: row.owner_id ?? '',
      owner_name: row.owner_name ?? '',
    };
  },
  save: async (ctx, planId, partId, posted) => {
    const form = readForm(criterionForm, posted);
    if (form.ok) {
      const { revision, why, ...values } = form.value;
      await saveCriterion(ctx, editOf(planId, partId, { revision, why }), values);
    }
    return form;
  },
};
