import { Button, ButtonGroup } from './button.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { DateField } from './date-field.tsx';
import { FileField } from './file-field.tsx';
import { Form } from './form.tsx';
import { HiddenField } from './hidden-field.tsx';
import { NumberField } from './number-field.tsx';
import { Radios } from './radios.tsx';
import { RichTextArea } from './rich-text-area.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

const csrfToken = 'token-of-this-session';

export const Fields = () => (
  <Form action="/reviews" csrfToken={csrfToken} enctype="multipart/form-data" autosave="/reviews/draft" label="Review">
    <HiddenField name="revision" value={3} />
    <TextField
      name="title"
      label="Title"
      hint="As it will be printed on the report"
      value=""
      error="Enter a title"
      required
    />
    <DateField
      name="held-on"
      label="Date of the review"
      value="2026-06-02"
      error="The date must be in the spring term"
      required
    />
    <NumberField name="cost" label="Cost" prefix="£" value={1250} width={5} required={false} />
    <NumberField name="share" label="Share of lessons seen" suffix="%" value="twelve" error="Enter a number" decimal />
    <Select
      name="school"
      label="School"
      placeholder="Choose a school"
      options={[
        { value: 'a', label: 'Ashdown Academy' },
        { value: 'b', label: 'Beacon Hill School' },
      ]}
      value="b"
    />
    <Radios
      name="grade"
      label="Judgement"
      hint="What the evidence shows, taken together"
      value="3"
      options={[
        { value: '1', label: '1 Outstanding' },
        { value: '2', label: '2 Good' },
        { value: '3', label: '3 Requires improvement', hint: 'An action plan will be agreed with the school' },
        { value: '4', label: '4 Inadequate', hint: 'The trust puts an action plan in place' },
      ]}
    />
    <Radios
      name="visit"
      label="Was the school visited?"
      inline
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
      error="Choose yes or no"
    />
    <Checkboxes
      name="activity"
      label="Activities"
      values={['observation', 'voice']}
      options={[
        { value: 'observation', label: 'Lesson observation' },
        { value: 'scrutiny', label: 'Work scrutiny', hint: 'Books of at least six pupils' },
        { value: 'voice', label: 'Pupil voice' },
      ]}
    />
    <TextArea name="summary" label="Summary" maxWords={150} value="The department is led well." rows={4} />
    <RichTextArea name="findings" label="Findings" value={'## Strengths\n\n- Calm routines\n'} rows={6} />
    <FileField
      name="file"
      label="Evidence"
      hint="PDF, Word or a photograph, up to 20 MB"
      accept=".pdf,.docx,.jpg"
      required={false}
    />
    <ButtonGroup>
      <Button>Save review</Button>
      <Button variant="secondary" name="then" value="preview">
        Save and preview
      </Button>
      <Button variant="warning" formAction="/reviews/withdraw" hiddenText="this review">
        Withdraw
      </Button>
      <a class="govuk-link" href="/reviews">
        Cancel
      </a>
    </ButtonGroup>
  </Form>
);
