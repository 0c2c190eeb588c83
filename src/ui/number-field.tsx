import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';
import { controlProps, FieldGroup, type FieldProps } from './field.tsx';
import { type FieldWidth, widths } from './text-field.tsx';

export interface NumberFieldProps extends FieldProps {
  /** A string is what was typed and could not be read; it is shown again as it was. */
  value?: number | string | undefined;
  width?: FieldWidth | undefined;
  prefix?: Child | undefined;
  suffix?: Child | undefined;
  /** Whole numbers unless true. */
  decimal?: boolean | undefined;
}

/** A number typed as text: `type="number"` loses what could not be read and changes under the mouse wheel. */
export const NumberField = (props: NumberFieldProps) => (
  <FieldGroup field={props}>
    <div class="govuk-input__wrapper">
      {props.prefix ? (
        <div class="govuk-input__prefix" aria-hidden="true">
          {props.prefix}
        </div>
      ) : null}
      <input
        class={classes('govuk-input', 'cairn-number', widths[props.width ?? 5], props.error && 'govuk-input--error')}
        type="text"
        inputmode={props.decimal ? 'decimal' : 'numeric'}
        autocomplete="off"
        value={props.value === undefined ? '' : String(props.value)}
        {...controlProps(props)}
      />
      {props.suffix ? (
        <div class="govuk-input__suffix" aria-hidden="true">
          {props.suffix}
        </div>
      ) : null}
    </div>
  </FieldGroup>
);
