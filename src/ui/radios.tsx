import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';
import { type FieldProps, FieldsetGroup, fieldId } from './field.tsx';

export interface Choice {
  value: string;
  label: Child;
  hint?: Child | undefined;
  disabled?: boolean | undefined;
}

export interface RadiosProps extends FieldProps {
  options: readonly Choice[];
  value?: string | undefined;
  inline?: boolean | undefined;
}

/** The first control carries the field's own id, so that the error summary can link to it. */
export const choiceId = (field: FieldProps, index: number): string =>
  index === 0 ? fieldId(field) : `${fieldId(field)}-${index + 1}`;

export const Radios = (props: RadiosProps) => (
  <FieldsetGroup field={props}>
    <div class={classes('govuk-radios govuk-radios--small', props.inline && 'govuk-radios--inline')}>
      {props.options.map((option, index) => {
        const id = choiceId(props, index);
        return (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              id={id}
              name={props.name}
              type="radio"
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled === true}
              required={props.required === true}
              aria-describedby={option.hint ? `${id}-item-hint` : undefined}
            />
            <label class="govuk-label govuk-radios__label" for={id}>
              {option.label}
            </label>
            {option.hint ? (
              <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
                {option.hint}
              </div>
            ) : null}
          </div>
        );
      })}
    </div>
  </FieldsetGroup>
);
