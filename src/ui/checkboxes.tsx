import { type FieldProps, FieldsetGroup } from './field.tsx';
import { type Choice, choiceId } from './radios.tsx';

export interface CheckboxesProps extends FieldProps {
  options: readonly Choice[];
  values?: readonly string[] | undefined;
}

/** Every ticked box is posted under the same name. */
export const Checkboxes = (props: CheckboxesProps) => (
  <FieldsetGroup field={props}>
    <div class="govuk-checkboxes govuk-checkboxes--small">
      {props.options.map((option, index) => {
        const id = choiceId(props, index);
        return (
          <div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id={id}
              name={props.name}
              type="checkbox"
              value={option.value}
              checked={props.values?.includes(option.value) === true}
              disabled={option.disabled === true}
              aria-describedby={option.hint ? `${id}-item-hint` : undefined}
            />
            <label class="govuk-label govuk-checkboxes__label" for={id}>
              {option.label}
            </label>
            {option.hint ? (
              <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint">
                {option.hint}
              </div>
            ) : null}
          </div>
        );
      })}
    </div>
  </FieldsetGroup>
);
