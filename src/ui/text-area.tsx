import { classes } from './classes.ts';
import { controlProps, FieldGroup, type FieldProps, fieldId } from './field.tsx';

export interface TextAreaProps extends FieldProps {
  value?: string | undefined;
  rows?: number | undefined;
  maxWords?: number | undefined;
  maxChars?: number | undefined;
  /** Shows how many words there are and how long they take to read, once the script runs. */
  countWords?: boolean | undefined;
}

const limit = ({ maxWords, maxChars }: TextAreaProps): string | undefined => {
  if (maxWords !== undefined) return `Up to ${maxWords.toLocaleString('en-GB')} words`;
  if (maxChars !== undefined) return `Up to ${maxChars.toLocaleString('en-GB')} characters`;
  return undefined;
};

// The parser of HTML drops one line break after <textarea>.
const kept = (text: string): string => (/^[\r\n]/.test(text) ? `\n${text}` : text);

export const TextArea = (props: TextAreaProps & { class?: string | undefined; describedBy?: string | undefined }) => {
  const id = fieldId(props);
  const counted = limit(props) ?? (props.countWords ? '' : undefined);
  return (
    <FieldGroup field={props}>
      <textarea
        class={classes('govuk-textarea', props.class, props.error && 'govuk-textarea--error')}
        rows={props.rows ?? 5}
        data-max-words={props.maxWords}
        data-max-chars={props.maxChars}
        {...controlProps(props, props.describedBy, counted !== undefined && `${id}-count`)}
      >
        {kept(props.value ?? '')}
      </textarea>
      {counted === undefined ? null : (
        <div id={`${id}-count`} class="govuk-hint cairn-count" data-count-for={id}>
          {counted}
        </div>
      )}
    </FieldGroup>
  );
};
