import { fieldId } from './field.tsx';
import { TextArea, type TextAreaProps } from './text-area.tsx';

/** Longer text in CommonMark, with its few marks explained and words counted. To save as people type, set `autosave` on the Form. */
export const RichTextArea = (props: TextAreaProps) => {
  const marksId = `${fieldId(props)}-marks`;
  return (
    <div class="cairn-rich-text">
      <TextArea {...props} rows={props.rows ?? 12} countWords class="cairn-rich-text__input" describedBy={marksId} />
      <p id={marksId} class="govuk-hint cairn-rich-text__marks">
        Formatting: <code>**bold**</code>, <code>*italic*</code>, <code>## heading</code>, <code>- list item</code>.
        Leave an empty line between paragraphs.
      </p>
    </div>
  );
};
