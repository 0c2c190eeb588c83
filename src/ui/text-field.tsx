import { classes } from './classes.ts';
import { controlProps, FieldGroup, type FieldProps } from './field.tsx';

export type FieldWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30;

export const widths: Record<FieldWidth, string> = {
  2: 'govuk-input--width-2',
  3: 'govuk-input--width-3',
  4: 'govuk-input--width-4',
  5: 'govuk-input--width-5',
  10: 'govuk-input--width-10',
  20: 'govuk-input--width-20',
  30: 'govuk-input--width-30',
};

export interface TextFieldProps extends FieldProps {
  value?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'search' | 'time' | undefined;
  width?: FieldWidth | undefined;
  autocomplete?: string | undefined;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined;
  maxLength?: number | undefined;
}

export const TextField = (props: TextFieldProps) => (
  <FieldGroup field={props}>
    <input
      class={classes('govuk-input', props.width && widths[props.width], props.error && 'govuk-input--error')}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      autocomplete={props.autocomplete}
      inputmode={props.inputmode}
      maxlength={props.maxLength}
      {...controlProps(props)}
    />
  </FieldGroup>
);
