import { controlProps, FieldGroup, type FieldProps } from './field.tsx';

export interface FileFieldProps extends FieldProps {
  /** As the `accept` attribute: `.csv,.xlsx`. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
}

/** The Form around it needs `enctype="multipart/form-data"`. */
export const FileField = (props: FileFieldProps) => (
  <FieldGroup field={props}>
    <input
      class="cairn-file"
      type="file"
      accept={props.accept}
      multiple={props.multiple === true}
      {...controlProps(props)}
    />
  </FieldGroup>
);
