import { evidenceKinds } from '#core/evidence/kinds.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { Choices } from '../reach-rules.ts';
import { ReachFields } from './reach-fields.tsx';

export type EvidenceFormProps = {
  action: string;
  cancelHref: string;
  csrfToken: string;
  typed: Typed;
  errors: readonly FieldError[];
  departments: readonly { id: string; name: string }[];
  choices: Choices;
  today: Temporal.PlainDate;
  submit: string;
  /** Files were sent with a form that is shown again; browsers do not keep them. */
  filesLost: boolean;
};

const options = Object.entries(evidenceKinds).map(([value, label]) => ({ value, label }));

export const EvidenceForm = ({ typed, errors, ...props }: EvidenceFormProps) => {
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <Form action={props.action} csrfToken={props.csrfToken} enctype="multipart/form-data" warnUnsaved>
      <HiddenField name="revision" value={typed['revision']} />
      <Radios
        name="kind"
        label="What kind of evidence is it?"
        options={options}
        value={typed['kind']}
        error={error('kind')}
        required
      />
      <TextField
        name="title"
        label="Title"
        hint="So that others find it again, such as “Year 8 science, three lessons”."
        value={typed['title']}
        error={error('title')}
        maxLength={150}
        required
      />
      <DateField
        name="happenedOn"
        label="When did it happen?"
        hint="The day it was seen, not the day you write it down."
        value={typed['happenedOn']}
        max={props.today.toString()}
        error={error('happenedOn')}
        required
      />
      <TextField
        name="lateWhy"
        label="If it is more than two years old: why does it still count?"
        value={typed['lateWhy']}
        error={error('lateWhy')}
        required={false}
      />
      {props.departments.length === 0 ? (
        <HiddenField name="departmentId" value="" />
      ) : (
        <Select
          name="departmentId"
          label="Department"
          placeholder="The whole school"
          options={props.departments.map((department) => ({ value: department.id, label: department.name }))}
          value={typed['departmentId']}
          error={error('departmentId')}
          required={false}
        />
      )}
      <TextArea
        name="summary"
        label="What was seen, read or heard"
        hint="What you saw, then what you make of it. No names of pupils, nothing that lets a reader work out who a pupil is; safeguarding concerns belong in the school’s own system."
        value={typed['summary']}
        error={error('summary')}
        rows={10}
        required
      />
      {props.filesLost ? (
        <InsetText>Your browser has not kept the files that you chose. Please choose them again.</InsetText>
      ) : null}
      <FileField
        name="files"
        label="Files"
        hint="PDF, Word, Excel, pictures or text, up to 10 MB each. No names of pupils in them either."
        accept=".pdf,.docx,.xlsx,.txt,.csv,.png,.jpg,.jpeg,.gif,.webp,.heic"
        multiple
        error={error('files')}
        required={false}
      />
      <ReachFields choices={props.choices} typed={typed} />
      <ButtonGroup>
        <Button>{props.submit}</Button>
        <a class="govuk-link" href={props.cancelHref}>
          Cancel
        </a>
      </ButtonGroup>
    </Form>
  );
};
