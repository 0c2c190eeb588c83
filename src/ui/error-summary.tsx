export interface FieldErrorMessage {
  /** The id of the field, which is its name; empty for an error of the form as a whole. */
  field: string;
  message: string;
}

/** What is wrong, at the top of the page, each line leading to its field. Nothing where there are no errors. */
export const ErrorSummary = ({
  errors,
  title = 'There is a problem',
}: {
  errors: readonly FieldErrorMessage[];
  title?: string | undefined;
}) =>
  errors.length === 0 ? null : (
    <div class="govuk-error-summary" data-error-summary tabindex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <ul class="govuk-list govuk-error-summary__list">
          {errors.map(({ field, message }) => (
            <li>{field === '' ? message : <a href={`#${field}`}>{message}</a>}</li>
          ))}
        </ul>
      </div>
    </div>
  );
