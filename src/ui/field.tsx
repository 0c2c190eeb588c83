import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';

/** What every field takes. `id` is the name unless given; `required: false` adds "(optional)" to the label. */
export interface FieldProps {
  name: string;
  label: Child;
  hint?: Child | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  id?: string | undefined;
  labelSize?: 's' | 'm' | 'l' | undefined;
  labelHidden?: boolean | undefined;
  disabled?: boolean | undefined;
}

const sizes = { s: 'govuk-label--s', m: 'govuk-label--m', l: 'govuk-label--l' };
const legendSizes = { s: 'govuk-fieldset__legend--s', m: 'govuk-fieldset__legend--m', l: 'govuk-fieldset__legend--l' };

export const fieldId = (field: { name: string; id?: string | undefined }): string => field.id ?? field.name;

/** The ids of hint and error, for `aria-describedby`; undefined where there is neither. */
export const describedBy = (field: FieldProps, ...more: (string | false | undefined)[]): string | undefined =>
  [field.hint ? `${fieldId(field)}-hint` : '', field.error ? `${fieldId(field)}-error` : '', ...more]
    .filter(Boolean)
    .join(' ') || undefined;

/** The attributes that every single control shares. */
export const controlProps = (field: FieldProps, ...describedByMore: (string | false | undefined)[]) => ({
  id: fieldId(field),
  name: field.name,
  required: field.required === true,
  disabled: field.disabled === true,
  'aria-describedby': describedBy(field, ...describedByMore),
  'aria-invalid': field.error ? ('true' as const) : undefined,
});

export const FieldHint = ({ field }: { field: FieldProps }) =>
  field.hint ? (
    <div id={`${fieldId(field)}-hint`} class="govuk-hint">
      {field.hint}
    </div>
  ) : null;

export const FieldError = ({ field }: { field: FieldProps }) =>
  field.error ? (
    <p id={`${fieldId(field)}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">Error: </span>
      {field.error}
    </p>
  ) : null;

const optional = (field: FieldProps) => (field.required === false ? ' (optional)' : '');

/** Label, hint, error and one control. */
export const FieldGroup = ({ field, children }: { field: FieldProps; children?: Child }) => (
  <div
    class={classes('govuk-form-group', field.error !== undefined && field.error !== '' && 'govuk-form-group--error')}
  >
    <label
      class={classes('govuk-label', sizes[field.labelSize ?? 's'], field.labelHidden && 'govuk-visually-hidden')}
      for={fieldId(field)}
    >
      {field.label}
      {optional(field)}
    </label>
    <FieldHint field={field} />
    <FieldError field={field} />
    {children}
  </div>
);

/** Legend, hint, error and a set of controls that answer one question. */
export const FieldsetGroup = ({ field, children }: { field: FieldProps; children?: Child }) => (
  <div
    class={classes('govuk-form-group', field.error !== undefined && field.error !== '' && 'govuk-form-group--error')}
  >
    <fieldset class="govuk-fieldset" aria-describedby={describedBy(field)} disabled={field.disabled === true}>
      <legend
        class={classes(
          'govuk-fieldset__legend',
          legendSizes[field.labelSize ?? 's'],
          field.labelHidden && 'govuk-visually-hidden',
        )}
      >
        {field.label}
        {optional(field)}
      </legend>
      <FieldHint field={field} />
      <FieldError field={field} />
      {children}
    </fieldset>
  </div>
);
