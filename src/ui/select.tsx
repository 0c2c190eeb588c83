import { classes } from './classes.ts';
import { controlProps, FieldGroup, type FieldProps } from './field.tsx';

export interface Option {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

export interface SelectProps extends FieldProps {
  options: readonly Option[];
  value?: string | undefined;
  /** The first, empty choice: "Choose a school". */
  placeholder?: string | undefined;
}

export const Select = (props: SelectProps) => (
  <FieldGroup field={props}>
    <select class={classes('govuk-select', props.error && 'govuk-select--error')} {...controlProps(props)}>
      {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
      {props.options.map((option) => (
        <option value={option.value} selected={option.value === props.value} disabled={option.disabled === true}>
          {option.label}
        </option>
      ))}
    </select>
  </FieldGroup>
);
