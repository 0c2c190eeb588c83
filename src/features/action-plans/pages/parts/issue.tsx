import { readForm } from '#platform/http/form.ts';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { saveIssue } from '../../actions/save-issue.ts';
import { issueForm } from '../../forms.ts';
import { editOf, type FieldsProps, type PartForm } from './part-form.ts';

const Fields = ({ typed, error }: FieldsProps) => (
  <>
    <TextArea
      name="text"
      label="Key issue"
      hint="What the school needs to do to improve, as the review says it"
      value={typed['text']}
      error={error('text')}
      rows={4}
    />
    <TextField
      name="area_title"
      label="Area that it belongs to"
      required={false}
      value={typed['area_title']}
      error={error('area_title')}
    />
  </>
);

export const issuePart: PartForm = {
  name: 'a key issue',
  lead: 'The plan focuses on the key issues from the review. Those of the annual review flow in by themselves; add others here.',
  Fields,
  labels: { text: 'Key issue', area_title: 'Area' },
  stored: (view, partId) => {
    const row = view.content.issues.find((issue) => issue.id === partId);
    return row ? { revision: String(row.revision), text: row.text, area_title: row.area_title ?? '' } : null;
  },
  save: async (ctx, planId, partId, posted) => {
    const form = readForm(issueForm, posted);
    if (form.ok)
      await saveIssue(ctx, editOf(planId, partId, form.value), {
        text: form.value.text,
        area_title: form.value.area_title,
      });
    return form;
  },
};
