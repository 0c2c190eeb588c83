import { readForm } from '#platform/http/form.ts';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { saveObjective } from '../../actions/save-objective.ts';
import { objectiveForm } from '../../forms.ts';
import { editOf, type FieldsProps, type PartForm } from './part-form.ts';

const Fields = ({ typed, error, options }: FieldsProps) => (
  <>
    <Select
      name="issue_id"
      label="Key issue"
      placeholder="Choose a key issue"
      options={options.issues}
      value={typed['issue_id']}
      error={error('issue_id')}
    />
    <TextArea
      name="text"
      label="Objective"
      hint="What will be different for pupils when this key issue is dealt with"
      value={typed['text']}
      error={error('text')}
      rows={3}
    />
  </>
);

export const objectivePart: PartForm = {
  name: 'an objective',
  lead: 'An objective says what will be different. Its criteria then say how you will know.',
  Fields,
  parentField: 'issue_id',
  labels: { issue_id: 'Key issue', text: 'Objective' },
  stored: (view, partId) => {
    const row = view.content.objectives.find((objective) => objective.id === partId);
    return row ? { revision: String(row.revision), issue_id: row.issue_id, text: row.text } : null;
  },
  save: async (ctx, planId, partId, posted) => {
    const form = readForm(objectiveForm, posted);
    if (form.ok)
      await saveObjective(ctx, editOf(planId, partId, form.value), {
        issue_id: form.value.issue_id,
        text: form.value.text,
      });
    return form;
  },
};
