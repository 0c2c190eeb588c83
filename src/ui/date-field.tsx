import { classes } from './classes.ts';
import { controlProps, FieldGroup, type FieldProps } from './field.tsx';

export interface DateFieldProps extends FieldProps {
  /** ISO 8601: `2026-09-01`. */
  value?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
}

export const DateField = (props: DateFieldProps) => (
  <FieldGroup field={props}>
    <input
      class={classes('govuk-input', 'cairn-date', props.error && 'govuk-input--error')}
      type="date"
      value={props.value ?? ''}
      min={props.min}
      max={props.max}
      {...controlProps(props)}
    />
  </FieldGroup>
);
